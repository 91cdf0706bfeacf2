"""Who gets which answer at which address: the table that tests/test_matrix.py asks line by line.

A line is: method, address, what it is about as scope:kind, and the status for each of ROLES; "log" is the redirect to
the login, "404*3" the same status for three roles. "own" lies in the scope of everybody who has one: their team, cohort
or programme; "beside" is another team of the same cohort or another cohort of the same programme; "else" belongs to
another model owner's programme. Source: design, section 8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROLES = (
    "anonymous",
    "staff",
    "leader",
    "associate",
    "trainer",
    "supervisor",
    "owner",
    "authority",
    "editor",
    "admin",
)
TABLE = """
#                                                                 ano sta lea ass tra sup own aut edi adm
# -- what everybody may read
GET  start                                  -                     log 302 200 302 200 200 200 200 200 200
GET  health                                 -                     200*10
GET  courses:verify                         own:token             200*10
GET  courses:verify                         no:token              404*10
GET  wagtail_serve                          root:page             log 200*9
GET  wagtail_serve                          own:page              log 200 200 200 200 200 200 404 200 404
GET  wagtail_serve                          else:page             log 404*7                       200 404
GET  wagtail_serve                          draft:page            log 404*9

# -- the library, its documents and pictures, and the search
GET  courses:library                        -                     log 200*6                   403 200 403
GET  courses:search                         -                     log 200*6                   403 200 403
GET  courses:document                       no:document           log 404*9
GET  courses:document                       own:document          log 200*6                   404 200 404
GET  courses:document                       all:document          log 200*6                   403 200 403
GET  courses:document                       else:document         log 404*7                       200 404
GET  wagtaildocs_serve                      no:document           log 404*9
GET  wagtaildocs_serve                      own:document          log 200*6                   404 200 404
GET  wagtaildocs_serve                      else:document         log 404*7                       200 404
GET  courses:picture                        own:picture           log 200*6                   403 200 403
GET  courses:picture                        no:picture            log 404*6                   403 404 403

# -- one's own course
GET  courses:my_course                      -                     log 200 200 200 404*6
GET  courses:my_course_of                   staff:participant     log 200 404*8
GET  courses:my_course_of                   else:participant      log 404*9

# -- a module and what one does there
GET  courses:module_item                    own:item              log 405*9
POST courses:module_item                    own:item              log 302 302 302 403 403 403 404 403 404
POST courses:module_item                    else:item             log 404*7                       403 404
GET  courses:module_question                own:question          log 405*9
POST courses:module_question                own:question          log 422 422 422 403 403 403 404 403 404
POST courses:module_question                else:question         log 404*7                       403 404
GET  courses:module_reflection              own:reflection        log 405*9
POST courses:module_reflection              own:reflection        log 302 302 302 403 403 403 404 403 404
POST courses:module_reflection              else:reflection       log 404*7                       403 404
GET  courses:module_place                   own:module            log 405*9
POST courses:module_place                   own:module            log 400 400 400 403 403 403 404 403 404
POST courses:module_place                   else:module           log 404*7                       403 404
GET  courses:module_pdf                     own:module            log 200 200 200 200 200 200 404 200 404
GET  courses:module_pdf                     else:module           log 404*7                       200 404
GET  courses:reflections                    -                     log 200*9
GET  courses:reflections_export             -                     log 200*9
GET  courses:session_preparation            own:day               log 403 200 403 200 200 200 404*3
GET  courses:session_preparation            own:supervision       log 404*9
GET  courses:session_preparation            beside:day            log 404*5               200 404*3
GET  courses:session_preparation            else:day              log 404*9

# -- one's own calendar: the feed is open to whoever has its address
GET  courses:calendar_feed                  own:feed              200*10
GET  courses:calendar_feed                  no:feed               404*10
GET  courses:session_calendar               own:day               log 200*6                   404*3
GET  courses:session_calendar               own:draft             log 404*9
GET  courses:session_calendar               beside:supervision    log 404 404 404 200 404 200 404*3
GET  courses:session_calendar               beside:day            log 404*5               200 404*3
GET  courses:session_calendar               else:day              log 404*9
GET  courses:calendar_settings              -                     log 200*9
GET  courses:calendar_start                 -                     log 405*9
POST courses:calendar_start                 -                     log 302*9
GET  courses:calendar_renew                 -                     log 405*9
POST courses:calendar_renew                 -                     log 302*9
GET  courses:calendar_stop                  -                     log 405*9
POST courses:calendar_stop                  -                     log 302*9
GET  courses:calendar_change                -                     log 405*9
POST courses:calendar_change                -                     log 302*9

# -- cohorts
GET  courses:cohort_list                    -                     log 200*9
GET  courses:cohort_create                  -                     log 403*5               200 403*3
POST courses:cohort_create                  -                     log 403*5               422 403*3
GET  courses:cohort                         own:cohort            log 200*6                   404*3
GET  courses:cohort                         beside:cohort         log 404*5               200 404*3
GET  courses:cohort                         else:cohort           log 404*9
GET  courses:cohort_close                   own:cohort            log 405*9
POST courses:cohort_close                   own:cohort            log 403*5               302 404*3
POST courses:cohort_close                   beside:cohort         log 404*5               302 404*3
POST courses:cohort_close                   else:cohort           log 404*9
GET  courses:cohort_reopen                  own:cohort            log 405*9
POST courses:cohort_reopen                  own:cohort            log 403*5               302 404*3
POST courses:cohort_reopen                  else:cohort           log 404*9
GET  courses:participants_import            own:cohort            log 403*5               200 404*3
POST courses:participants_import            own:cohort            log 403*5               422 404*3
POST courses:participants_import            beside:cohort         log 404*5               422 404*3
POST courses:participants_import            else:cohort           log 404*9
GET  courses:participants_import_confirm    own:cohort            log 405*9
POST courses:participants_import_confirm    own:cohort            log 403*5               302 404*3
POST courses:participants_import_confirm    else:cohort           log 404*9
GET  courses:attendance_import              own:cohort            log 403*5               200 404*3
POST courses:attendance_import              own:cohort            log 403*5               422 404*3
POST courses:attendance_import              beside:cohort         log 404*5               422 404*3
POST courses:attendance_import              else:cohort           log 404*9
GET  courses:attendance_import_confirm      own:cohort            log 405*9
POST courses:attendance_import_confirm      own:cohort            log 403*5               302 404*3
POST courses:attendance_import_confirm      else:cohort           log 404*9
GET  supervision:record_import              own:cohort            log 403*5               200 404*3
POST supervision:record_import              own:cohort            log 403*5               422 404*3
POST supervision:record_import              beside:cohort         log 404*5               422 404*3
POST supervision:record_import              else:cohort           log 404*9
GET  supervision:record_import_confirm      own:cohort            log 405*9
POST supervision:record_import_confirm      own:cohort            log 403*5               302 404*3
POST supervision:record_import_confirm      beside:cohort         log 404*5               302 404*3
POST supervision:record_import_confirm      else:cohort           log 404*9
GET  courses:attendance_export              own:cohort            log 403*5               200 404*3
GET  courses:attendance_export              beside:cohort         log 404*5               200 404*3
GET  courses:attendance_export              else:cohort           log 404*9
GET  courses:plan_export                    own:cohort            log 403*5               200 404*3
GET  courses:plan_export                    else:cohort           log 404*9

# -- teams and participants
GET  courses:team_create                    own:cohort            log 403*5               200 404*3
POST courses:team_create                    own:cohort            log 403*5               422 404*3
POST courses:team_create                    else:cohort           log 404*9
GET  courses:team                           own:team              log 403 200 403 403 200 200 404*3
GET  courses:team                           beside:team           log 404 404 404 403 404 200 404*3
GET  courses:team                           else:team             log 404*9
GET  courses:team_edit                      own:team              log 403*5               200 404*3
POST courses:team_edit                      own:team              log 403*5               422 404*3
POST courses:team_edit                      beside:team           log 404 404 404 403 404 422 404*3
POST courses:team_edit                      else:team             log 404*9
GET  courses:supervisor_assign              own:team              log 403*5               200 404*3
POST courses:supervisor_assign              own:team              log 403*5               422 404*3
POST courses:supervisor_assign              else:team             log 404*9
GET  courses:supervisor_end                 own:supervisor        log 403*5               200 404*3
POST courses:supervisor_end                 own:supervisor        log 403*5               422 404*3
POST courses:supervisor_end                 beside:supervisor     log 404 404 404 403 404 422 404*3
POST courses:supervisor_end                 else:supervisor       log 404*9
GET  courses:participant_list               -                     log 403 200 403 403 200 200 403*3
GET  courses:participant                    staff:participant     log 200 200 403 403 200 200 404*3
GET  courses:participant                    leader:participant    log 403 200 403 403 200 200 404*3
GET  courses:participant                    beside:participant    log 404 404 404 403 404 200 404*3
GET  courses:participant                    else:participant      log 404*9
GET  courses:participant_create             own:team              log 403*5               200 404*3
POST courses:participant_create             own:team              log 403*5               422 404*3
POST courses:participant_create             beside:team           log 404 404 404 403 404 422 404*3
POST courses:participant_create             else:team             log 404*9
GET  courses:participant_edit               staff:participant     log 403*5               200 404*3
POST courses:participant_edit               staff:participant     log 403*5               422 404*3
POST courses:participant_edit               else:participant      log 404*9
GET  courses:participant_fte                staff:participant     log 403*5               200 404*3
POST courses:participant_fte                staff:participant     log 403*5               422 404*3
POST courses:participant_fte                else:participant      log 404*9
GET  courses:participant_leave              staff:participant     log 403*5               200 404*3
POST courses:participant_leave              staff:participant     log 403*5               422 404*3
POST courses:participant_leave              else:participant      log 404*9
GET  courses:participant_remove             staff:participant     log 405*9
POST courses:participant_remove             staff:participant     log 403*5               302 404*3
POST courses:participant_remove             beside:participant    log 404 404 404 403 404 302 404*3
POST courses:participant_remove             else:participant      log 404*9
GET  courses:participant_invite             staff:participant     log 405*9
POST courses:participant_invite             staff:participant     log 403 302 403 403 403 302 404*3
POST courses:participant_invite             beside:participant    log 404 404 404 403 404 302 404*3
POST courses:participant_invite             else:participant      log 404*9

# -- the plan
GET  courses:plan                           own:cohort            log 403*5               200 404*3
GET  courses:plan                           beside:cohort         log 404*5               200 404*3
GET  courses:plan                           else:cohort           log 404*9
GET  courses:plan_generate                  own:cohort            log 405*9
POST courses:plan_generate                  own:cohort            log 403*5               302 404*3
POST courses:plan_generate                  else:cohort           log 404*9
GET  courses:plan_publish                   own:cohort            log 405*9
POST courses:plan_publish                   own:cohort            log 403*5               302 404*3
POST courses:plan_publish                   else:cohort           log 404*9
GET  courses:session_create                 own:cohort            log 403*5               200 404*3
POST courses:session_create                 own:cohort            log 403*5               422 404*3
POST courses:session_create                 else:cohort           log 404*9
GET  courses:session_edit                   own:day               log 403*5               200 404*3
GET  courses:session_edit                   own:draft             log 404*5               200 404*3
POST courses:session_edit                   own:day               log 403*5               422 404*3
POST courses:session_edit                   beside:supervision    log 404 404 404 403 404 422 404*3
POST courses:session_edit                   else:day              log 404*9
GET  courses:session_fix                    own:day               log 405*9
POST courses:session_fix                    own:day               log 403*5               302 404*3
POST courses:session_fix                    else:day              log 404*9
GET  courses:session_release                own:day               log 405*9
POST courses:session_release                own:day               log 403*5               302 404*3
POST courses:session_release                else:day              log 404*9
GET  courses:session_cancel                 own:day               log 405*9
POST courses:session_cancel                 own:day               log 403*5               302 404*3
POST courses:session_cancel                 own:draft             log 404*5               302 404*3
POST courses:session_cancel                 else:day              log 404*9
GET  courses:session_restore                own:day               log 405*9
POST courses:session_restore                own:day               log 403*5               302 404*3
POST courses:session_restore                else:day              log 404*9
GET  courses:school_holiday_list            -                     log 403*5               200 403*3
GET  courses:school_holiday_create          -                     log 403*5               200 403*3
POST courses:school_holiday_create          -                     log 403*5               422 403*3
GET  courses:school_holiday_remove          own:holiday           log 405*9
POST courses:school_holiday_remove          own:holiday           log 403*5               302 403*3

# -- sessions, registers and decisions
GET  courses:session                        own:day               log 200*6                   404*3
GET  courses:session                        own:supervision       log 200*6                   404*3
GET  courses:session                        own:draft             log 404*5               200 404*3
GET  courses:session                        beside:supervision    log 404 404 404 200 404 200 404*3
GET  courses:session                        beside:day            log 404*5               200 404*3
GET  courses:session                        else:day              log 404*9
GET  courses:register                       own:day               log 403 403 403 200 403 200 404*3
GET  courses:register                       own:supervision       log 403 403 403 403 200 200 404*3
GET  courses:register                       own:meeting           log 403 403 403 403 403 200 404*3
GET  courses:register                       own:draft             log 404*5               200 404*3
GET  courses:register                       beside:supervision    log 404 404 404 403 404 200 404*3
GET  courses:register                       else:supervision      log 404*9
POST courses:register                       own:day               log 403 403 403 422 403 422 404*3
POST courses:register                       own:supervision       log 403 403 403 403 422 422 404*3
POST courses:register                       own:meeting           log 403 403 403 403 403 422 404*3
POST courses:register                       beside:supervision    log 404 404 404 403 404 422 404*3
POST courses:register                       else:day              log 404*9
GET  courses:check_in_screen                own:day               log 403 403 403 200 403 200 404*3
GET  courses:check_in_screen                own:supervision       log 403 403 403 403 200 200 404*3
GET  courses:check_in_screen                own:draft             log 404*5               200 404*3
GET  courses:check_in_screen                beside:supervision    log 404 404 404 403 404 200 404*3
GET  courses:check_in_screen                else:day              log 404*9
GET  courses:check_in_code                  own:day               log 403 403 403 200 403 200 404*3
GET  courses:check_in_code                  own:supervision       log 403 403 403 403 200 200 404*3
GET  courses:check_in_code                  beside:supervision    log 404 404 404 403 404 200 404*3
GET  courses:check_in_code                  else:day              log 404*9
GET  courses:check_in                       own:code              log 200 200 200 403*6
GET  courses:check_in                       else:code             log 403*9
GET  courses:check_in                       no:code               404*10
POST courses:check_in                       own:code              log 302 302 302 403*6
POST courses:check_in                       else:code             log 403*9
POST courses:check_in                       no:code               404*10
GET  courses:evaluation                     own:day               log 200 200 200 403*3           404*3
POST courses:evaluation                     own:day               log 422 409 409 403*3           404*3
GET  courses:evaluation                     own:supervision       log 404*9
GET  courses:evaluation                     own:draft             log 404*9
GET  courses:evaluation                     beside:day            log 404*5               403 404*3
GET  courses:evaluation                     else:day              log 404*9
POST courses:evaluation                     else:day              log 404*9
GET  courses:evaluation_results             own:day               log 403 403 403 200 403 200 404*3
GET  courses:evaluation_results             own:supervision       log 404*9
GET  courses:evaluation_results             beside:day            log 404*5               200 404*3
GET  courses:evaluation_results             else:day              log 404*9
GET  courses:exemption_create               staff:participant     log 403*5               200 404*3
POST courses:exemption_create               staff:participant     log 403*5               422 404*3
POST courses:exemption_create               beside:participant    log 404 404 404 403 404 422 404*3
POST courses:exemption_create               else:participant      log 404*9
GET  courses:exemption_remove               own:exemption         log 405*9
POST courses:exemption_remove               own:exemption         log 403*5               302 404*3
POST courses:exemption_remove               beside:exemption      log 404 404 404 403 404 302 404*3
POST courses:exemption_remove               else:exemption        log 404*9
GET  courses:make_up_create                 staff:participant     log 403*5               200 404*3
POST courses:make_up_create                 staff:participant     log 403*5               422 404*3
POST courses:make_up_create                 else:participant      log 404*9
GET  courses:make_up_remove                 own:make-up           log 405*9
POST courses:make_up_remove                 own:make-up           log 403*5               302 404*3
POST courses:make_up_remove                 else:make-up          log 404*9

# -- supervision: records as they are read, and the cases that a team sends in
GET  supervision:record                     own:signed            log 200 200 403 403 200 200 404*3
GET  supervision:record                     own:supervision       log 200 200 403 403 200 200 404*3
GET  supervision:record                     own:day               log 404*9
GET  supervision:record                     beside:signed         log 404 404 404 403 404 200 404*3
GET  supervision:record                     else:signed           log 404*9
POST supervision:record                     own:signed            log 405*9
GET  supervision:record_open                own:supervision       log 405*9
POST supervision:record_open                own:supervision       log 403 403 403 403 302 403 404*3
POST supervision:record_open                beside:supervision    log 404 404 404 403 404 403 404*3
POST supervision:record_open                else:supervision      log 404*9
GET  supervision:record_edit                own:written           log 403 403 403 403 200 403 404*3
GET  supervision:record_edit                own:supervision       log 403 403 403 403 302 403 404*3
GET  supervision:record_edit                own:consultation      log 403 403 403 403 403 302 404*3
GET  supervision:record_edit                beside:supervision    log 404 404 404 403 404 403 404*3
GET  supervision:record_edit                else:supervision      log 404*9
POST supervision:record_edit                own:written           log 403 403 403 403 400 403 404*3
POST supervision:record_edit                own:supervision       log 403 403 403 403 409 403 404*3
POST supervision:record_edit                else:supervision      log 404*9
GET  supervision:record_sign                own:written           log 403 403 403 403 200 403 404*3
GET  supervision:record_sign                beside:supervision    log 404 404 404 403 404 403 404*3
POST supervision:record_sign                own:written           log 403 403 403 403 302 403 404*3
POST supervision:record_sign                else:supervision      log 404*9
GET  supervision:record_add                 own:signed            log 403 403 403 403 200 403 404*3
GET  supervision:record_add                 own:supervision       log 404*9
POST supervision:record_add                 own:signed            log 403 403 403 403 422 403 404*3
POST supervision:record_add                 beside:signed         log 404 404 404 403 404 403 404*3
POST supervision:record_add                 else:signed           log 404*9
GET  supervision:record_pdf                 own:signed            log 200 200 403 403 200 200 404*3
GET  supervision:record_pdf                 own:supervision       log 404*9
GET  supervision:record_pdf                 beside:signed         log 404 404 404 403 404 200 404*3
GET  supervision:record_pdf                 else:signed           log 404*9
GET  supervision:case_send_in               own:ahead             log 200 403 403 403 200 403 404*3
GET  supervision:case_send_in               own:signed            log 200 403 403 403 200 403 404*3
GET  supervision:case_send_in               own:meeting           log 404*9
GET  supervision:case_send_in               beside:ahead          log 404 404 404 403 404 403 404*3
GET  supervision:case_send_in               else:ahead            log 404*9
POST supervision:case_send_in               own:ahead             log 422 403 403 403 403 403 404*3
POST supervision:case_send_in               own:signed            log 409 403 403 403 403 403 404*3
POST supervision:case_send_in               else:ahead            log 404*9
GET  supervision:case_change                own:case              log 200 404*3       403 404*4
GET  supervision:case_change                beside:case           log 404*9
GET  supervision:case_change                else:case             log 404*9
POST supervision:case_change                own:case              log 422 404*3       403 404*4
POST supervision:case_change                beside:case           log 404*9
GET  supervision:case_withdraw              own:case              log 405*9
POST supervision:case_withdraw              own:case              log 302 404*3       403 404*4
POST supervision:case_withdraw              beside:case           log 404*9
POST supervision:case_withdraw              else:case             log 404*9
# -- supervision at a glance, and agreed actions
GET  supervision:overview                   -                     log 403*4           200 200 403*3
GET  supervision:team                       own:team              log 200 200 403 403 200 200 404*3
GET  supervision:team                       beside:team           log 404 404 404 403 404 200 404*3
GET  supervision:team                       else:team             log 404*9
GET  supervision:action_list                -                     log 200*9
GET  supervision:action_done                own:action            log 405*9
POST supervision:action_done                own:action            log 302 302 403 403 302 403 404*3
POST supervision:action_done                beside:action         log 404 404 404 403 404 403 404*3
POST supervision:action_done                else:action           log 404*9
GET  supervision:action_drop                own:action            log 403*4           200 403 404*3
POST supervision:action_drop                own:action            log 403*4           422 403 404*3
POST supervision:action_drop                beside:action         log 404 404 404 403 404 403 404*3
POST supervision:action_drop                else:action           log 404*9
GET  supervision:action_reopen              own:action            log 405*9
POST supervision:action_reopen              own:action            log 403*4           302 403 404*3
POST supervision:action_reopen              beside:action         log 404 404 404 403 404 403 404*3
POST supervision:action_reopen              else:action           log 404*9

# -- certificates
GET  courses:certificate_list               own:cohort            log 403*5               200 404*3
GET  courses:certificate_list               beside:cohort         log 404*5               200 404*3
GET  courses:certificate_list               else:cohort           log 404*9
GET  courses:issue_all                      own:cohort            log 405*9
POST courses:issue_all                      own:cohort            log 403*5               302 404*3
POST courses:issue_all                      else:cohort           log 404*9
GET  courses:certificate_issue              staff:participant     log 405*9
POST courses:certificate_issue              staff:participant     log 403*5               302 404*3
POST courses:certificate_issue              beside:participant    log 404 404 404 403 404 302 404*3
POST courses:certificate_issue              else:participant      log 404*9
GET  courses:statement_issue                staff:participant     log 405*9
POST courses:statement_issue                staff:participant     log 403*5               302 404*3
POST courses:statement_issue                else:participant      log 404*9
GET  courses:certificate_file               own:certificate       log 200 200 403 403 200 200 404*3
GET  courses:certificate_file               beside:certificate    log 404 404 404 403 404 200 404*3
GET  courses:certificate_file               else:certificate      log 404*9
GET  courses:certificate_revoke             own:certificate       log 403*5               200 404*3
POST courses:certificate_revoke             own:certificate       log 403*5               422 404*3
POST courses:certificate_revoke             beside:certificate    log 404 404 404 403 404 422 404*3
POST courses:certificate_revoke             else:certificate      log 404*9
GET  courses:certificate_reissue            own:certificate       log 403*5               200 404*3
POST courses:certificate_reissue            own:certificate       log 403*5               422 404*3
POST courses:certificate_reissue            else:certificate      log 404*9

# -- supervision: the follow-up form, contacts with leaders, substitutes
GET  supervision:follow_up_form             own:form              log 200 200 403 403 200 200 404 403 404
GET  supervision:follow_up_form             no:form               log 404*9
GET  supervision:follow_up_form             else:form             log 404*7                       403 404
GET  supervision:follow_up_form_edit        own:form              log 403*5               200 404 403 404
POST supervision:follow_up_form_edit        own:form              log 403*5               422 404 403 404
POST supervision:follow_up_form_edit        else:form             log 404*7                       403 404
GET  supervision:contact_log                own:team              log 403 200 403 403 403 200 404*3
GET  supervision:contact_log                beside:team           log 404 404 404 403 404 200 404*3
GET  supervision:contact_log                else:team             log 404*9
POST supervision:contact_log                own:team              log 403*5               422 404*3
POST supervision:contact_log                beside:team           log 404 404 404 403 404 422 404*3
POST supervision:contact_log                else:team             log 404*9
GET  supervision:substitute                 own:supervision       log 403*5               200 404*3
GET  supervision:substitute                 own:day               log 404*9
GET  supervision:substitute                 beside:supervision    log 404 404 404 403 404 200 404*3
GET  supervision:substitute                 else:supervision      log 404*9
POST supervision:substitute                 own:supervision       log 403*5               302 404*3
POST supervision:substitute                 beside:supervision    log 404 404 404 403 404 302 404*3
POST supervision:substitute                 else:supervision      log 404*9
# -- a team's steps and milestones
GET  implementation:team_steps              own:team              log 200 200 403 403 200 200 404*3
GET  implementation:team_steps              beside:team           log 404 404 404 403 404 200 404*3
GET  implementation:team_steps              else:team             log 404*9
GET  implementation:step_pause              own:step              log 403*5               200 404*3
GET  implementation:step_pause              beside:step           log 404 404 404 403 404 200 404*3
GET  implementation:step_pause              else:step             log 404*9
POST implementation:step_pause              own:step              log 403*5               422 404*3
POST implementation:step_pause              beside:step           log 404 404 404 403 404 422 404*3
POST implementation:step_pause              else:step             log 404*9
GET  implementation:step_resume             own:step              log 405*9
POST implementation:step_resume             own:step              log 403*5               302 404*3
POST implementation:step_resume             beside:step           log 404 404 404 403 404 302 404*3
POST implementation:step_resume             else:step             log 404*9
GET  implementation:milestone               own:milestone         log 200 200 403 403 200 200 404*3
GET  implementation:milestone               beside:milestone      log 404 404 404 403 404 200 404*3
GET  implementation:milestone               else:milestone        log 404*9
GET  implementation:milestone_plan          own:milestone         log 405*9
POST implementation:milestone_plan          own:milestone         log 302 302 403 403 403 403 404*3
POST implementation:milestone_plan          beside:milestone      log 404 404 404 403 404 403 404*3
POST implementation:milestone_plan          else:milestone        log 404*9
GET  implementation:milestone_reach         own:milestone         log 405*9
POST implementation:milestone_reach         own:milestone         log 422 422 403 403 403 403 404*3
POST implementation:milestone_reach         beside:milestone      log 404 404 404 403 404 403 404*3
POST implementation:milestone_reach         else:milestone        log 404*9
GET  implementation:milestone_evidence      own:milestone         log 405*9
POST implementation:milestone_evidence      own:milestone         log 422 422 403 403 403 403 404*3
POST implementation:milestone_evidence      beside:milestone      log 404 404 404 403 404 403 404*3
POST implementation:milestone_evidence      else:milestone        log 404*9
GET  implementation:milestone_withdraw      own:milestone         log 405*9
POST implementation:milestone_withdraw      own:milestone         log 422 422 403 403 403 403 404*3
POST implementation:milestone_withdraw      beside:milestone      log 404 404 404 403 404 403 404*3
POST implementation:milestone_withdraw      else:milestone        log 404*9
GET  implementation:milestone_confirm       own:milestone         log 405*9
POST implementation:milestone_confirm       own:milestone         log 403*5               409 404*3
POST implementation:milestone_confirm       own:shown             log 403*5               302 404*3
POST implementation:milestone_confirm       beside:milestone      log 404 404 404 403 404 409 404*3
POST implementation:milestone_confirm       else:milestone        log 404*9
GET  implementation:milestone_unconfirm     own:milestone         log 405*9
POST implementation:milestone_unconfirm     own:milestone         log 403*5               422 404*3
POST implementation:milestone_unconfirm     beside:milestone      log 404 404 404 403 404 422 404*3
POST implementation:milestone_unconfirm     else:milestone        log 404*9
GET  implementation:milestone_file          own:evidence          log 200 200 403 403 200 200 404*3
GET  implementation:milestone_file          beside:evidence       log 404 404 404 403 404 200 404*3
GET  implementation:milestone_file          else:evidence         log 404*9
POST implementation:milestone_file          own:evidence          log 405*9

# -- data sheets: the own team's are not shared with the model owner, those beside and elsewhere are
GET  implementation:sheet_list              own:team              log 200 200 403 403 403 403 404*3
GET  implementation:sheet_list              beside:team           log 404 404 404 403 404 200 404*3
GET  implementation:sheet_list              else:team             log 404*9
GET  implementation:sheet_create            own:team              log 200 403*5           404*3
POST implementation:sheet_create            own:team              log 422 403*5           404*3
POST implementation:sheet_create            beside:team           log 404 404 404 403 404 403 404*3
POST implementation:sheet_create            else:team             log 404*9
GET  implementation:data_agreement          own:team              log 403*5               200 404*3
POST implementation:data_agreement          own:team              log 403*5               422 404*3
POST implementation:data_agreement          beside:team           log 404 404 404 403 404 422 404*3
POST implementation:data_agreement          else:team             log 404*9
GET  implementation:sheet                   own:sheet             log 200 200 404*7
GET  implementation:sheet                   beside:sheet          log 404*5               200 404*3
GET  implementation:sheet                   else:sheet            log 404*9
GET  implementation:sheet_background        own:sheet             log 200 403 404*7
POST implementation:sheet_background        own:sheet             log 422 403 404*7
POST implementation:sheet_background        beside:sheet          log 404*5               403 404*3
POST implementation:sheet_background        else:sheet            log 404*9
GET  implementation:sheet_follow_up         own:sheet             log 200 403 404*7
POST implementation:sheet_follow_up         own:sheet             log 422 403 404*7
POST implementation:sheet_follow_up         beside:sheet          log 404*5               403 404*3
POST implementation:sheet_follow_up         else:sheet            log 404*9
GET  implementation:sheet_close             own:sheet             log 200 403 404*7
POST implementation:sheet_close             own:sheet             log 422 403 404*7
POST implementation:sheet_close             beside:sheet          log 404*5               403 404*3
POST implementation:sheet_close             else:sheet            log 404*9
GET  implementation:sheet_delete            own:sheet             log 200 403 404*7
POST implementation:sheet_delete            own:sheet             log 302 403 404*7
POST implementation:sheet_delete            beside:sheet          log 404*5               403 404*3
POST implementation:sheet_delete            else:sheet            log 404*9
GET  implementation:sheet_count             own:sheet             log 405*9
POST implementation:sheet_count             own:sheet             log 422 403 404*7
POST implementation:sheet_count             beside:sheet          log 404*5               403 404*3
POST implementation:sheet_count             else:sheet            log 404*9
GET  implementation:sheet_tick              own:sheet             log 405*9
POST implementation:sheet_tick              own:sheet             log 422 403 404*7
POST implementation:sheet_tick              beside:sheet          log 404*5               403 404*3
POST implementation:sheet_tick              else:sheet            log 404*9
GET  implementation:sheet_untick            own:sheet             log 405*9
POST implementation:sheet_untick            own:sheet             log 422 403 404*7
POST implementation:sheet_untick            beside:sheet          log 404*5               403 404*3
POST implementation:sheet_untick            else:sheet            log 404*9
GET  implementation:sheet_reopen            own:sheet             log 405*9
POST implementation:sheet_reopen            own:sheet             log 409 403 404*7
POST implementation:sheet_reopen            beside:sheet          log 404*5               403 404*3
POST implementation:sheet_reopen            else:sheet            log 404*9
# -- implementation: activity reports of a team, and of all teams
GET  implementation:reports                 -                     log 403*5               200 403*3
GET  implementation:report_list             own:team              log 200 200 403 403 403 200 404*3
GET  implementation:report_list             beside:team           log 404 404 404 403 404 200 404*3
GET  implementation:report_list             else:team             log 404*9
GET  implementation:report_export           own:team              log 200 200 403 403 403 200 404*3
GET  implementation:report_export           else:team             log 404*9
GET  implementation:report_import           own:team              log 403*5               200 404*3
POST implementation:report_import           own:team              log 403*5               422 404*3
POST implementation:report_import           beside:team           log 404 404 404 403 404 422 404*3
POST implementation:report_import           else:team             log 404*9
GET  implementation:report_import_confirm   own:team              log 405*9
POST implementation:report_import_confirm   own:team              log 403*5               302 404*3
POST implementation:report_import_confirm   else:team             log 404*9
GET  implementation:report                  own:month             log 200 200 403 403 403 200 404*3
GET  implementation:report                  beside:month          log 404 404 404 403 404 200 404*3
GET  implementation:report                  else:month            log 404*9
GET  implementation:report                  no:month              log 404 404 403 403 403 404*4
POST implementation:report                  own:month             log 409 409 403*4               404*3
POST implementation:report                  beside:month          log 404 404 404 403 404 403 404*3
POST implementation:report                  else:month            log 404*9
GET  implementation:report_submit           own:month             log 405*9
POST implementation:report_submit           own:month             log 403 422 403*4               404*3
POST implementation:report_submit           else:month            log 404*9
GET  implementation:report_accept           own:month             log 405*9
POST implementation:report_accept           own:month             log 403*5               302 404*3
POST implementation:report_accept           beside:month          log 404 404 404 403 404 302 404*3
POST implementation:report_accept           else:month            log 404*9
GET  implementation:report_reopen           own:month             log 403 200 403 403 403 200 404*3
POST implementation:report_reopen           own:month             log 403 409 403 403 403 409 404*3
POST implementation:report_reopen           else:month            log 404*9
GET  implementation:team_pause              own:team              log 403*5               200 404*3
POST implementation:team_pause              own:team              log 403*5               422 404*3
POST implementation:team_pause              beside:team           log 404 404 404 403 404 422 404*3
POST implementation:team_pause              else:team             log 404*9
GET  implementation:team_resume             own:team              log 403*5               200 404*3
POST implementation:team_resume             own:team              log 403*5               422 404*3
POST implementation:team_resume             else:team             log 404*9

# -- people, roles and organisations
GET  people:person_list                     -                     log 403*8                           200
GET  people:person_create                   -                     log 403*8                           200
POST people:person_create                   -                     log 403*8                           200
GET  people:person                          own:person            log 404*8                           200
GET  people:person                          staff:person          log 403 404*7                       200
GET  people:person_change                   own:person            log 404*8                           200
GET  people:person_change                   staff:person          log 403 404*7                       200
POST people:person_change                   own:person            log 404*8                           200
GET  people:person_invite                   own:person            log 404*8                           200
POST people:person_invite                   own:person            log 404*8                           200
GET  people:role_give                       own:person            log 404*8                           200
POST people:role_give                       own:person            log 404*8                           200
POST people:role_give                       staff:person          log 403 404*7                       200
GET  people:role_end                        own:membership        log 404*8                           200
POST people:role_end                        own:membership        log 404*8                           200
GET  people:person_deactivate               own:person            log 404*8                           200
POST people:person_deactivate               own:person            log 404*8                           302
GET  people:person_reactivate               own:person            log 405*9
POST people:person_reactivate               own:person            log 404*8                           302
GET  people:person_remove_second_factors    own:person            log 404*8                           200
POST people:person_remove_second_factors    own:person            log 404*8                           302
GET  people:invitation_list                 -                     log 403*8                           200
GET  people:invitation_send_again           own:invitation        log 405*9
POST people:invitation_send_again           own:invitation        log 404*8                           302
GET  people:invitation_withdraw             own:invitation        log 405*9
POST people:invitation_withdraw             own:invitation        log 404*8                           302
GET  people:organisation_list               -                     log 403*8                           200
GET  people:organisation_create             -                     log 403*8                           200
POST people:organisation_create             -                     log 403*8                           200
GET  people:organisation                    own:organisation      log 404*8                           200
GET  people:organisation_change             own:organisation      log 404*8                           200
GET  people:organisation_change             fixed:organisation    log 404*8                           403
POST people:organisation_change             own:organisation      log 404*8                           200

# -- coming in: an invitation's link and the login are open to everybody
GET  people:accept_invitation               own:link              200*10
GET  people:accept_invitation               no:link               404*10
POST people:accept_invitation               own:link              200*10
POST people:accept_with_passkey             no:link               404*10
GET  people:accept_with_passkey             own:link              405*10
POST people:set_language                    -                     302*10
GET  people:set_language                    -                     405*10
GET  account_login                          -                     200 302*9
GET  account_signup                         -                     200 302*9
GET  account_reset_password                 -                     200*10
GET  account_reset_password_done            -                     200*10
GET  account_reset_password_from_key        no:reset              200*10
GET  account_reset_password_from_key_done   -                     200*10
GET  account_inactive                       -                     200*10
GET  mfa_authenticate                       -                     302*10
GET  mfa_login_webauthn                     -                     302*10
GET  wagtailcore_login                      -                     log*10

# -- one's own account
GET  people:profile                         -                     log 200*9
POST people:profile                         -                     log 200*9
GET  people:login_list                      -                     log 200*9
GET  usersessions_list                      -                     log 200*9
GET  account_logout                         -                     302 200*9
POST account_logout                         -                     302*10
GET  account_reauthenticate                 -                     log 403*9
GET  account_change_password                -                     log 302*9
GET  account_set_password                   -                     log 200*9
GET  mfa_index                              -                     log 200*9
GET  mfa_reauthenticate                     -                     log 403*9
GET  mfa_activate_totp                      -                     log 200*9
GET  mfa_deactivate_totp                    -                     log 404*9
GET  mfa_view_recovery_codes                -                     log 404*9
GET  mfa_generate_recovery_codes            -                     log 200*9
GET  mfa_download_recovery_codes            -                     log 404*9
GET  mfa_list_webauthn                      -                     log 200*9
GET  mfa_add_webauthn                       -                     log 200*9
GET  mfa_reauthenticate_webauthn            -                     log 403*9
GET  mfa_remove_webauthn                    no:key                log 404*9
GET  mfa_edit_webauthn                      no:key                log 404*9

# -- pages of allauth and Wagtail that the product does not have
GET  people:no_email_page                   -                     log 302*9
GET  account_email                          -                     log 302*9
GET  people:no_confirmation_page            -                     404*10
GET  account_email_verification_sent        -                     404*10
GET  people:no_confirmation                 no:token              404*10
GET  account_confirm_email                  no:token              404*10
GET  people:no_login_code                   -                     404*10
GET  account_confirm_login_code             -                     404*10
GET  wagtaildocs_authenticate_with_password no:key                log 404*9
GET  wagtailcore_authenticate_with_password no:restriction        log 404*9
"""
LOGIN = "log"


class Line(NamedTuple):
    """One line of the table: the expected answers by role."""

    method: str
    route: str
    about: str
    answers: dict[str, str]


def lines() -> Iterator[Line]:
    """Yield the table's lines; raises ValueError for one that does not answer for each role."""
    for text in TABLE.splitlines():
        words = text.split()
        if words and not words[0].startswith("#"):
            method, route, about, *answers = words
            yield Line(method, route, about, dict(zip(ROLES, _repeated(answers), strict=True)))


def _repeated(answers: list[str]) -> Iterator[str]:
    for answer in answers:
        status, _times, count = answer.partition("*")
        yield from [status] * int(count or 1)
