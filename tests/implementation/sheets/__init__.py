"""Tests of data sheets."""
