"""Programmes, cohorts, the plan, attendance, the 80 % rule and certificates: what the product exists for.

Packages named after a layer (``models``, ``policies``, ``actions``, ``forms``, ``views``, ``urls``) hold one module per
resource. The others are named after what they are about, and hold what is computed and read for it: ``plan``,
``check_in``, ``evaluation``, ``learning``, ``search`` and so on.
"""
