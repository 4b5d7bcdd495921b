"""Tiny Word documents for tests, made of their parts."""

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:styleId="Judul"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="Judul1"><w:name w:val="heading 1"/></w:style></w:styles>'
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dcterms:created>2001-01-01T00:00:00Z</dcterms:created>"
    "</cp:coreProperties>"
)


def paragraph(text, style=None):
    """Return the XML of a paragraph."""
    head = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{head}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def document(*paragraphs, title="", author="", raw=None):
    """Return the bytes of a .docx; a paragraph is text, (text, style) or, beginning with `<`, XML."""
    body = "".join(
        p if isinstance(p, str) and p.startswith("<") else paragraph(*((p,) if isinstance(p, str) else p))
        for p in paragraphs
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", raw or f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        archive.writestr("word/styles.xml", STYLES)
        archive.writestr("docProps/core.xml", CORE.format(title=escape(title), author=escape(author)))
    return out.getvalue()
