using System.Globalization;
using Chancery.Text.Alignment;
using Chancery.Text.Parity;

namespace Chancery.Tests.Text.Alignment;

public sealed class AlignerTests
{
    // A help page of which one edition has a long list that the other leaves out: the band along the anchors leaps over it.
    [Theory]
    [InlineData(80, 40, 600)]
    [InlineData(120, 2, 900)]
    [InlineData(200, 199, 350)]
    [InlineData(10, 5, 4500)]
    public void Hundreds_of_paragraphs_that_one_edition_has_alone_do_not_part_the_others(int shared, int before, int alone)
    {
        var english = Enumerable.Range(0, shared).Select(i => Shared(i, "In chapter {0} the river rose by {1} centimetres.")).ToList();
        var korean = Enumerable.Range(0, shared).Select(i => Shared(i, "{0}장에서는 강물이 {1}센티미터 불었다.")).ToList();
        korean.InsertRange(before, Enumerable.Range(0, alone).Select(_ => "창문을 닫고 조용히 걸어 나갔다."));
        Check(new("en", string.Join("\n\n", english)), new("ko", string.Join("\n\n", korean)), true);
        Check(new("ko", string.Join("\n\n", korean)), new("en", string.Join("\n\n", english)), false);

        void Check(ParityText source, ParityText target, bool isTarget)
        {
            var findings = ParityCheck.Compare(source, target).Findings;
            Assert.All(findings, f => Assert.Equal(isTarget ? FindingKinds.ParagraphOnlyTarget : FindingKinds.ParagraphOnlySource, f.Kind));
            // A list that long may draw a neighbour into it, no more.
            Assert.InRange(findings.Count, 1, alone);
        }

        static string Shared(int i, string form) => string.Format(CultureInfo.InvariantCulture, form, 1000 + (37 * i), 200_000 + (911 * i));
    }

    [Theory]
    [InlineData(4, 1200)]
    [InlineData(1, 3000)]
    [InlineData(300, 3000)]
    [InlineData(3000, 2)]
    public void A_band_leads_from_corner_to_corner(int n, int m)
    {
        var band = Band.Along([], n, m);
        Assert.Equal((0, m), (band.Low[0], band.High[n]));
        for (var i = 0; i < n; i++) Assert.True(band.Low[i + 1] <= band.High[i], $"{i}");
    }

    [Theory]
    [InlineData(3, 900)]
    [InlineData(900, 3)]
    [InlineData(60, 700)]
    public void Beads_cover_both_sides_once_whatever_is_compared(int n, int m)
    {
        var beads = new Aligner(Blank(n), Blank(m), 1, 0, AlignerWeights.Blocks).Align(0, n, 0, m, Band.Along([], n, m));
        var (s, t) = (0, 0);
        foreach (var bead in beads)
        {
            Assert.Equal((s, t), (bead.SourceStart, bead.TargetStart));
            (s, t) = (bead.SourceEnd, bead.TargetEnd);
        }
        Assert.Equal((n, m), (s, t));

        static Units Blank(int count) => new([.. Enumerable.Repeat(Array.Empty<Cue>(), count)], [.. Enumerable.Repeat(40, count)], new byte[count]);
    }
}
