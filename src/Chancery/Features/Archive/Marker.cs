using System.Text;
using System.Text.Encodings.Web;
using Chancery.Text.Search;
using Microsoft.AspNetCore.Html;

namespace Chancery.Features.Archive;

/// <summary>A text with what was found in it marked, for a page.</summary>
internal sealed record Marked(string Text, IReadOnlyList<TextRange> Marks, bool CutBefore = false, bool CutAfter = false)
{
    public IHtmlContent Html()
    {
        var html = new StringBuilder();
        if (CutBefore) html.Append("… ");
        var at = 0;
        foreach (var (start, end) in Marks)
        {
            html.Append(HtmlEncoder.Default.Encode(Text[at..start])).Append("<mark>").Append(HtmlEncoder.Default.Encode(Text[start..end])).Append("</mark>");
            at = end;
        }
        html.Append(HtmlEncoder.Default.Encode(Text[at..]));
        if (CutAfter) html.Append(" …");
        return new HtmlString(html.ToString());
    }
}

/// <summary>Marks the words of one question in texts: read by the same analysis that found them.</summary>
internal sealed class Marker
{
    private readonly Analyser _analyser;
    private readonly List<Token> _query = [];

    /// <param name="instead">Spellings that were looked for in place of unknown words; marked too.</param>
    public Marker(Lexicon lexicon, QueryText question, IReadOnlyList<string> languages, IEnumerable<string> instead)
    {
        _analyser = new Analyser(lexicon);
        var words = string.Join(' ', question.Clauses.Where(c => !c.Not).Select(c => c.Text).Concat(instead));
        _analyser.AnalyseQuery(words, languages, _query);
    }

    public bool HasWords => _query.Count > 0;

    public bool IsIn(string title, string text, string language)
    {
        var tokens = Tokens(title + "\n" + text, language);
        return _query.Where(q => q.Channel == TermChannel.Word).Select(q => q.Word).Distinct()
            .All(word => _query.Exists(q => q.Word == word && tokens.Exists(t => t.Channel == q.Channel && t.Term == q.Term)));
    }

    /// <summary>The whole text.</summary>
    public Marked Whole(string text, string language) => new(text, Highlighter.Marks(text, Tokens(text, language), _query));

    /// <summary>The stretch that shows best why it was found; the beginning when nothing shows it.</summary>
    public Marked Around(string text, string language)
    {
        var best = Highlighter.Best(text, Tokens(text, language), _query);
        return new Marked(
            text[best.Start..best.End], [.. best.Marks.Select(m => new TextRange(m.Start - best.Start, m.End - best.Start))], best.Start > 0, best.End < text.Length);
    }

    private List<Token> Tokens(string text, string language)
    {
        var tokens = new List<Token>();
        _analyser.Analyse(text, language, tokens);
        return tokens;
    }
}
