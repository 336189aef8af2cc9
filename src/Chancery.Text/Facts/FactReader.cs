using Chancery.Text.Facts.English;
using Chancery.Text.Facts.German;
using Chancery.Text.Facts.Korean;
using Chancery.Text.Facts.Reading;

namespace Chancery.Text.Facts;

/// <summary>Reads the facts that a text states: numbers, money, periods, dates, times, ordinals, links, Latin words …</summary>
/// <remarks>
/// Any string is accepted: invalid UTF-16, control characters, numbers of any length. Time grows with the length of the
/// text. The same text always gives the same facts.
/// </remarks>
public static class FactReader
{
    /// <summary>
    /// The facts of <paramref name="text"/>, ordered by place. <paramref name="language"/> is a BCP 47 tag (<c>en</c>,
    /// <c>ko-KR</c>); of a language that is not known only digits, links, addresses and Latin words are read.
    /// </summary>
    public static IReadOnlyList<Fact> Read(string text, string language)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(language);
        return Find(language)?.Read(text) ?? Unknown.Value.Read(text);
    }

    /// <summary>Whether number words, dates and units of this language are read, not only its digits.</summary>
    public static bool Knows(string language) => Find(language) is not null;

    private static readonly Lazy<Reader> Unknown = new(() => new UnknownReader());

    // A language's table is read when its first text comes.
    private static readonly Dictionary<string, Lazy<Reader>> Languages = new(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = new(() => new EnglishReader()),
        ["ko"] = new(() => new KoreanReader()),
        ["az"] = new(() => new TableReader("Azerbaijani/azerbaijani.txt", TableReader.Comma, ["-cı", "-ci", "-cu", "-cü"])),
        ["de"] = new(() => new GermanReader()),
        ["es"] = new(() => new TableReader("Spanish/spanish.txt", TableReader.Comma, ["º", "ª", ".º", ".ª", "er", "ro", "ra"], hoursAreClock: true,
            andBeforeOnes: true)),
        ["fr"] = new(() => new TableReader("French/french.txt", TableReader.Comma, ["er", "re", "e", "ᵉ", "ème", "nd", "nde"], hoursAreClock: true,
            andBeforeOnes: true)),
        ["ja"] = new(() => new HanReader("Japanese/japanese.txt", isJapanese: true)),
        ["zh"] = new(() => new HanReader("Chinese/chinese.txt", isJapanese: false)),
        ["ru"] = new(() => new TableReader("Russian/russian.txt", TableReader.Comma,
            ["-й", "-я", "-е", "-го", "-м", "-му", "-ю", "-ый", "-ая", "-ое", "-ого", "-х"], hoursAreClock: true, isLatinForeign: true)),
        ["tr"] = new(() => new TableReader("Turkish/turkish.txt", TableReader.Comma, ["’inci", "’ıncı", "’uncu", "’üncü", "’nci", "’ncı", "’ncu", "’ncü"],
            pointMakesOrdinal: true)),
    };

    private static Reader? Find(string language)
    {
        var mark = language.AsSpan().IndexOfAny('-', '_');
        return Languages.TryGetValue(mark < 0 ? language : language[..mark], out var reader) ? reader.Value : null;
    }
}
