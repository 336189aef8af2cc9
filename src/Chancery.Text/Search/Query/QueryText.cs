using System.Globalization;

namespace Chancery.Text.Search;

/// <summary>One demand of a question.</summary>
/// <param name="Text">Words, without quotes and field.</param>
/// <param name="Phrase">Stands in the document as it is written here, spaces aside in Korean.</param>
/// <param name="Not">The document must not have it.</param>
/// <param name="Title">It must stand in the title.</param>
public sealed record QueryClause(string Text, bool Phrase, bool Not, bool Title);

/// <summary>
/// A question as people type it, taken apart: nothing that is typed is an error. An open quote ends with the text; a
/// field that is not one is a word.
/// </summary>
/// <param name="Labels">Demanded labels as <c>field:value</c>; several of one field: any of them.</param>
/// <param name="From">First day, included.</param>
/// <param name="Until">Last day, included.</param>
/// <param name="Cut">It was longer than <see cref="LongestQuestion"/> letters or <see cref="MostClauses"/> words.</param>
public sealed record QueryText(IReadOnlyList<QueryClause> Clauses, IReadOnlyList<string> Labels, IReadOnlyList<string> NotLabels, DateOnly? From, DateOnly? Until, bool Cut)
{
    public const int LongestQuestion = 1000;
    public const int MostClauses = 32;

    private static readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase)
    {
        ["title"] = "title", ["제목"] = "title",
        ["before"] = "before", ["이전"] = "before",
        ["after"] = "after", ["이후"] = "after",
        ["year"] = "year", ["연도"] = "year",
        ["kind"] = "kind", ["종류"] = "kind",
        ["language"] = "language", ["lang"] = "language", ["언어"] = "language",
        ["campaign"] = "campaign", ["캠페인"] = "campaign",
        ["place"] = "place", ["장소"] = "place",
    };

    public static QueryText Parse(string question)
    {
        var cut = question.Length > LongestQuestion;
        var text = cut ? question.AsSpan(0, LongestQuestion) : question;
        var clauses = new List<QueryClause>();
        List<string> labels = [], notLabels = [];
        DateOnly? from = null, until = null;
        var at = 0;
        while (at < text.Length)
        {
            if (IsSpace(text[at]))
            {
                at++;
                continue;
            }
            var not = text[at] is '-' or '−' && at + 1 < text.Length && !IsSpace(text[at + 1]);
            if (not) at++;
            var field = Field(text, ref at);
            var word = Word(text, ref at, out var phrase);
            if (word.Length == 0) continue;
            switch (field)
            {
                case "before" when Day(word) is { } day:
                    until = Least(until, day.AddDays(-1));
                    break;
                case "after" when End(word) is { } day:
                    from = Most(from, day);
                    break;
                case "year" or "kind" or "language" or "campaign" or "place":
                    (not ? notLabels : labels).Add($"{field}:{word.ToLowerInvariant()}");
                    break;
                default:
                    if (clauses.Count == MostClauses) cut = true;
                    else clauses.Add(new QueryClause(word, phrase, not, field == "title"));
                    break;
            }
        }
        return new QueryText(clauses, labels, notLabels, from, until, cut);

        static DateOnly Least(DateOnly? a, DateOnly b) => a is { } d && d < b ? d : b;
        static DateOnly Most(DateOnly? a, DateOnly b) => a is { } d && d > b ? d : b;
    }

    private static string? Field(ReadOnlySpan<char> text, ref int at)
    {
        var colon = text[at..].IndexOf(':');
        if (colon is <= 0 or > 12 || at + colon + 1 >= text.Length || IsSpace(text[at + colon + 1])) return null;
        if (!_fields.TryGetValue(text.Slice(at, colon).ToString(), out var field)) return null;
        at += colon + 1;
        return field;
    }

    private static string Word(ReadOnlySpan<char> text, ref int at, out bool phrase)
    {
        phrase = at < text.Length && IsQuote(text[at]);
        var from = at;
        if (phrase)
        {
            from = ++at;
            while (at < text.Length && !IsQuote(text[at])) at++;
            var quoted = text[from..at].Trim().ToString();
            if (at < text.Length) at++;
            return quoted;
        }
        while (at < text.Length && !IsSpace(text[at]) && !IsQuote(text[at])) at++;
        return text[from..at].ToString();
    }

    /// <summary>First day of a year, a month or a day: <c>2017</c>, <c>2016-02</c>, <c>2016-02-23</c>.</summary>
    private static DateOnly? Day(string word)
    {
        var parts = word.Split('-', '.', '/');
        if (parts.Length > 3 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1 or > 9999) return null;
        var month = 1;
        var day = 1;
        if (parts.Length > 1 && (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out month) || month is < 1 or > 12)) return null;
        if (parts.Length > 2 && (!int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out day) || day < 1 || day > DateTime.DaysInMonth(year, month))) return null;
        return new DateOnly(year, month, day);
    }

    /// <summary>The day after the year, month or day named.</summary>
    private static DateOnly? End(string word)
    {
        if (Day(word) is not { } first || first.Year == 9999) return null;
        return word.Split('-', '.', '/').Length switch { 1 => first.AddYears(1), 2 => first.AddMonths(1), _ => first.AddDays(1) };
    }

    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || char.IsControl(c);

    private static bool IsQuote(char c) => c is '"' or '“' or '”' or '„' or '«' or '»' or '「' or '」' or '『' or '』' or '＂';
}
