using System.Diagnostics;
using Chancery.Text.Facts;

namespace Chancery.Tests.Text.Facts;

/// <summary>Broken and hostile text: never an exception, spans inside the text, time that grows with the length.</summary>
public sealed class ReaderFuzzTests
{
    public static TheoryData<string> Languages() => [.. ReaderFuzz.Languages];

    [Theory, MemberData(nameof(Languages))]
    public void Whatever_is_in_the_text_its_facts_lie_inside(string language)
    {
        var fuzz = new ReaderFuzz(ReaderTests.Folder, 20160223);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 20_000 && watch.Elapsed < TimeSpan.FromSeconds(1.5); i++)
        {
            var text = fuzz.Next();
            if (ReaderFuzz.Fault(text, language) is { } fault) Assert.Fail(fault);
        }
    }

    public static TheoryData<string, string> Walls()
    {
        var rows = new TheoryData<string, string>();
        foreach (var language in Languages().Select(row => row.Data))
            foreach (var unit in ReaderFuzz.Walls) rows.Add(language, unit);
        return rows;
    }

    [Theory, MemberData(nameof(Walls))]
    public void A_wall_of_one_thing_takes_no_longer_than_its_length_allows(string language, string unit)
    {
        var fault = ProcessorTime.Growth(length =>
        {
            var text = string.Concat(Enumerable.Repeat(unit, length / unit.Length));
            return () => FactReader.Read(text, language);
        }, 10_000);
        Assert.True(fault is null, $"{language} “{unit}”: {fault}");
    }

    [Theory, MemberData(nameof(Languages))]
    public void A_number_of_ten_thousand_digits_is_a_number(string language)
    {
        var digits = string.Concat(Enumerable.Repeat("1234567890", 1000));
        var fact = Assert.Single(FactReader.Read($"({digits})", language));
        Assert.Equal("n:" + digits, fact.Key);
        Assert.Null(fact.Value);
        Assert.Equal(new(Likeness.Close, Gaps.Digit), FactComparison.Compare(fact, FactReader.Read(digits[..^1] + "1", language)[0]));
    }
}
