using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Chancery.Text;
using Microsoft.AspNetCore.Html;

namespace Chancery.Features.Archive;

/// <summary>
/// A text folded as the search folds it, that still knows where each folded character came from: what was found in
/// the folded text is marked in the text as it was written.
/// </summary>
internal sealed class Snippet
{
    private const int Before = 70;
    private const int Length = 240;

    private readonly string _text;
    private readonly string _folded;
    private readonly List<int> _origin;

    public Snippet(string text)
    {
        _text = text.Normalize(NormalizationForm.FormC);
        var folded = new StringBuilder(_text.Length);
        _origin = new List<int>(_text.Length + 1);
        for (var at = 0; at < _text.Length;)
        {
            Rune.DecodeFromUtf16(_text.AsSpan(at), out var rune, out var length);
            var start = folded.Length;
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune)) folded.Append(folded.Length > 0 && folded[^1] != ' ' ? " " : "");
            else if (rune.IsAscii) folded.Append(char.ToLowerInvariant((char)rune.Value));
            else if (rune.Value is >= 0xAC00 and <= 0xD7A3) folded.Append((char)rune.Value); // a Hangul syllable folds to itself
            else folded.Append(Normalised.ForSearch(rune.ToString()));
            for (var i = start; i < folded.Length; i++) _origin.Add(at);
            at += length;
        }
        _origin.Add(_text.Length);
        _folded = folded.ToString();
    }

    /// <summary>The words of a question, folded; at most eight, the rest would only slow the search down.</summary>
    public static IReadOnlyList<string> Words(string question) =>
        [.. Normalised.ForSearch(question).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Take(8)];

    /// <summary>The whole text with the words marked.</summary>
    public IHtmlContent Marked(IReadOnlyList<string> words) => Marked(words, 0, _text.Length);

    /// <summary>The stretch around the first word that occurs, marked; the beginning when none does.</summary>
    public IHtmlContent Around(IReadOnlyList<string> words)
    {
        var first = words.Select(w => _folded.IndexOf(w, StringComparison.Ordinal)).Where(i => i >= 0).DefaultIfEmpty(0).Min();
        var from = _origin[first] <= Before ? 0 : WordStart(_origin[first] - Before);
        var to = from + Length >= _text.Length ? _text.Length : WordEnd(from + Length);
        return Marked(words, from, to);
    }

    private HtmlString Marked(IReadOnlyList<string> words, int from, int to)
    {
        var html = new StringBuilder();
        if (from > 0) html.Append("… ");
        var at = from;
        foreach (var (start, end) in Found(words))
        {
            if (start < at || end > to) continue;
            html.Append(HtmlEncoder.Default.Encode(_text[at..start]));
            html.Append(CultureInfo.InvariantCulture, $"<mark>{HtmlEncoder.Default.Encode(_text[start..end])}</mark>");
            at = end;
        }
        html.Append(HtmlEncoder.Default.Encode(_text[at..to]));
        if (to < _text.Length) html.Append(" …");
        return new HtmlString(html.ToString());
    }

    /// <summary>Where the words stand in the text as written, from the beginning on, the longer first.</summary>
    private IEnumerable<(int Start, int End)> Found(IReadOnlyList<string> words)
    {
        var found = new List<(int Start, int End)>();
        foreach (var word in words)
        {
            for (var i = _folded.IndexOf(word, StringComparison.Ordinal); i >= 0; i = _folded.IndexOf(word, i + word.Length, StringComparison.Ordinal))
            {
                var last = i + word.Length;
                // One written letter may fold to two (ß): the mark ends behind the whole letter.
                while (last < _folded.Length && _origin[last] == _origin[last - 1]) last++;
                found.Add((_origin[i], _origin[last]));
            }
        }
        return found.OrderBy(f => f.Start).ThenByDescending(f => f.End);
    }

    private int WordStart(int at)
    {
        var space = _text.IndexOf(' ', at);
        return space >= 0 && space - at < 30 ? space + 1 : Whole(at);
    }

    private int WordEnd(int at)
    {
        var space = _text.IndexOf(' ', at);
        return space >= 0 && space - at < 30 ? space : Whole(at);
    }

    // Not between the halves of a surrogate pair.
    private int Whole(int at) => at < _text.Length && char.IsLowSurrogate(_text[at]) ? at + 1 : at;
}
