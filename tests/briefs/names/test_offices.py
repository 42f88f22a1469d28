"""Offices give roles, and attribution lines give names."""

from __future__ import annotations

import pytest

from briefs.names.offices import Attribution, parse_attribution, role_of
from briefs.records.model import Role


@pytest.mark.parametrize(
    ("office", "role"),
    [
        ("The Minister for Security", Role.MINISTER),
        ("Parliamentary Under-Secretary (Home Office)", Role.MINISTER),
        ("a Home Office spokesperson", Role.MINISTER),
        ("policing minister", Role.MINISTER),
        ("Labour’s shadow policing minister", Role.OPPOSITION),
        ("Leader of the Opposition", Role.OPPOSITION),
        ("Liberal Democrat home affairs spokesman", Role.OPPOSITION),
        ("chair of the Home Affairs Committee", Role.COMMITTEE),
        ("head of the NAO", Role.WATCHDOG),
        ("His Majesty’s Inspectorate of Constabulary", Role.WATCHDOG),
        ("Victims’ Commissioner", Role.WATCHDOG),
        ("Chief Constable", Role.POLICE),
        ("director general of the National Crime Agency", Role.POLICE),
        ("Metropolitan Police Commissioner", Role.POLICE),
        ("Conservative MP for Samplesea", Role.BACKBENCHER),
        ("Home Affairs Correspondent", Role.JOURNALIST),
        ("Madam Deputy Speaker", Role.SPEAKER),
        ("former Home Secretary", Role.UNKNOWN),
        ("vice-chancellor of a university", Role.UNKNOWN),
        ("Local Government Association", Role.UNKNOWN),
        ("general secretary of a union", Role.UNKNOWN),
        ("Leader of the Conservative Party, The Prime Minister", Role.MINISTER),
        ("The Prime Minister, Leader of the Labour Party", Role.MINISTER),
        ("Leader of the Labour Party, Leader of HM Official Opposition", Role.OPPOSITION),
        ("Leader of the Conservative Party, shadow Chancellor of the Exchequer", Role.OPPOSITION),
        ("Liberal Democrat Leader in the House of Lords, Minister of State, Ministry of Samples", Role.MINISTER),
        ("SNP Chief Whip", Role.OPPOSITION),
        ("Deputy Leader, Liberal Democrats", Role.OPPOSITION),
        ("Deputy Leader, House of Lords", Role.UNKNOWN),
        ("Energy and Climate Change Committee", Role.COMMITTEE),
        ("Chair, Energy and Climate Change Committee", Role.COMMITTEE),
        ("Environmental Audit Committee", Role.COMMITTEE),
        ("Chair, Speaker's Committee on the Electoral Commission", Role.COMMITTEE),
        ("chair of the Ombudsman Select Committee", Role.COMMITTEE),
        ("Speaker's Advisory Committee on Samples", Role.COMMITTEE),
        ("Health Select Committee", Role.COMMITTEE),
        ("Climate Change Committee", Role.WATCHDOG),
        ("Committee on Standards in Public Life", Role.WATCHDOG),
        ("Advisory Committee on Business Appointments", Role.WATCHDOG),
        ("Member, Labour Party National Executive Committee", Role.UNKNOWN),
        ("member of the Bank's Monetary Policy Committee", Role.UNKNOWN),
        ("The Exchequer Secretary, Member, Labour Party National Executive Committee", Role.MINISTER),
        ("Chair, Sample Affairs Committee, Minister of State (Home Office)", Role.MINISTER),
        ("Minister of State (Security, Counter-Terrorism and Police)", Role.MINISTER),
        ("Spokesperson in the Lords (Police)", Role.UNKNOWN),
        ("a Metropolitan Police spokesperson", Role.POLICE),
        ("PPS (Jane Example, Minister of State), Home Office", Role.BACKBENCHER),
        ("Parliamentary Private Secretary to the Chancellor", Role.BACKBENCHER),
        ("Conservative, Samplesea and Hythe", Role.BACKBENCHER),
        ("Labour", Role.UNKNOWN),
        ("Crossbench", Role.BACKBENCHER),
        ("The Advocate-General for Scotland", Role.MINISTER),
        ("President of the Board of Trade", Role.MINISTER),
        ("Comptroller (HM Household)", Role.MINISTER),
        ("European Commissioner for Trade", Role.UNKNOWN),
        ("UN High Commissioner for Refugees", Role.UNKNOWN),
        ("the Italian foreign minister", Role.UNKNOWN),
        ("prime minister of Sampleland", Role.UNKNOWN),
        ("the British prime minister", Role.MINISTER),
        (None, Role.UNKNOWN),
    ],
    ids=str,
)
def test_an_office_gives_the_role_in_which_its_holder_speaks(office: str | None, role: Role) -> None:
    assert role_of(office) is role


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "The Minister for Samples (Dr Jane Example)",
            Attribution("Dr Jane Example", Role.MINISTER, "The Minister for Samples"),
        ),
        (
            "John Sample (Samplesea and Hythe) (Lab/Co-op) [V]",
            Attribution("John Sample", Role.BACKBENCHER, None, "Lab/Co-op", "Samplesea and Hythe"),
        ),
        ("Mr Speaker", Attribution("Mr Speaker", Role.SPEAKER, "Mr Speaker")),
        (
            "Madam Deputy Speaker (Dame Jane Example)",
            Attribution("Dame Jane Example", Role.SPEAKER, "Madam Deputy Speaker"),
        ),
        ("Lord Sample of Hythe (CB)", Attribution("Lord Sample of Hythe", Role.BACKBENCHER, None, "CB")),
        ("The Earl of Sample (CB)", Attribution("The Earl of Sample", Role.BACKBENCHER, None, "CB")),
        (
            "The Minister of State, Department for Samples and Net Zero (Lord Example) (Lab)",
            Attribution(
                "Lord Example", Role.MINISTER, "The Minister of State, Department for Samples and Net Zero", "Lab"
            ),
        ),
        ("Mr Sample", Attribution("Mr Sample", Role.UNKNOWN, full=False)),
        ("Lord Sample (Con) (Maiden Speech)", Attribution("Lord Sample", Role.BACKBENCHER, None, "Con")),
        ("We heard from Jane Example (Con)", None),
        ("The review is published today.", None),
        ("Sample Rail Update", None),
        ("", None),
    ],
    ids=str,
)
def test_an_attribution_line_gives_name_office_party_and_seat(line: str, expected: Attribution | None) -> None:
    assert parse_attribution(line) == expected
