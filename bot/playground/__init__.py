"""``pqbrief try``: the Slack door without a Slack, on a page of this machine.

    the page ──gesture──▶ server.py ──▶ gestures.py ──signed request──▶ the Bolt app
       ▲                                                                     │
       └──what is to be seen── workspace.py ◀── web_api.py ◀──calls over loopback──┘

The Bolt app is the one that ``pqbrief serve`` runs; only where its Web API lies is different.
"""
