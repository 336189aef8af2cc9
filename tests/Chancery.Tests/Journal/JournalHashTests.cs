using Chancery.Kernel;
using Chancery.Platform.Journal;

namespace Chancery.Tests.Journal;

/// <summary>The worked example of docs/rules/journal.md.</summary>
public sealed class JournalHashTests
{
    [Fact]
    public void The_worked_example_of_the_rule_page_is_what_the_code_computes()
    {
        var text = new JournalText
        {
            EntryId = Guid.Parse("0199536e-7c00-7000-8000-000000000001"), Salt = "000102030405060708090a0b0c0d0e0f",
            Words = new Translated(("en", "Handed out"), ("ko", "배부")), Place = new Translated(("en", "Yeouido")), Unit = new Translated(("en", "brochures")),
        };
        var entry = new JournalEntry
        {
            Id = text.EntryId, MissionId = Guid.Parse("0199536e-7c00-7000-8000-0000000000aa"), Kind = JournalEntry.Happened, Sequence = 1,
            ActionId = Guid.Parse("0199536e-7c00-7000-8000-0000000000bb"), HappenedOn = new DateOnly(2026, 9, 17), HappenedAt = new TimeOnly(9, 10),
            RecordedAt = new DateTime(2026, 9, 17, 2, 0, 0, DateTimeKind.Utc), Quantity = 1300.50m, Text = text, TextHash = JournalHash.OfText(text),
            Evidence = [new EntryEvidence { Position = 1, Link = "https://example.org/post" }, new EntryEvidence { Position = 0, Sha256 = new string('a', 64) }],
        };
        Assert.Equal("dc1f932b5b5795c8906501648161b8eac1deea9a139b65cb7807a9097d6979ac", entry.TextHash);
        Assert.Equal("46cdff12375c4881c17162bb971485e6b7d021a96f6ad352539d8898488af47c", JournalHash.Of(entry));
    }
}
