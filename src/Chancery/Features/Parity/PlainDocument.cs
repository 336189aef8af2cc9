using Chancery.Features.Stories;

namespace Chancery.Features.Parity;

/// <summary>A place in a field of the editor, in UTF-16 units, as a text area counts them.</summary>
public sealed record FieldPlace(string Field, int Start, int End);

/// <summary>
/// An edition as one text: title, summary and body as paragraphs. Said once, so that gate, page, job and API compare the
/// same text; places lead back to the field, so that the desk can select the words.
/// </summary>
public sealed class PlainDocument
{
    private readonly List<(string Field, int Start, int Length)> _parts = [];

    private PlainDocument(string title, string summary, string body)
    {
        var text = new System.Text.StringBuilder(title.Length + summary.Length + body.Length + 4);
        foreach (var (field, part) in (ReadOnlySpan<(string, string)>)[(nameof(Edition.Title), title), (nameof(Edition.Summary), summary), (nameof(Edition.Body), body)])
        {
            if (part.Length == 0) continue;
            if (text.Length > 0) text.Append("\n\n");
            _parts.Add((field, text.Length, part.Length));
            text.Append(part);
        }
        Text = text.ToString();
    }

    public static PlainDocument Of(string title, string summary, string body) => new(title, summary, body);

    public static PlainDocument Of(Edition edition) => new(edition.Title, edition.Summary, edition.Body);

    public string Text { get; }

    /// <summary>The field in which a stretch begins; it ends with the field at the latest.</summary>
    public FieldPlace? Place(int start, int end)
    {
        foreach (var (field, from, length) in _parts)
        {
            if (start >= from && start <= from + length) return new FieldPlace(field, start - from, Math.Clamp(end - from, start - from, length));
        }
        return null;
    }
}
