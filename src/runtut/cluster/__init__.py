"""Work spread over a Ray cluster: blocks of tables of stories, each done once however many processes or machines fail.

Ray comes with `runtut[ray]`.
"""
