using Chancery.Kernel;
using Chancery.Platform.Files;
using Chancery.Samples;
using Chancery.Text.Parity;
using PlainDocument = Chancery.Features.Parity.PlainDocument;

namespace Chancery.Tests.Parity;

/// <summary>The demo's texts: nothing is found in what it publishes, and a dozen differences in the correction that shows the check.</summary>
public sealed class ParitySampleTests
{
    [Theory]
    [InlineData("rivers-week")]
    [InlineData("korea-2016")]
    public async Task No_story_of_the_samples_is_kept_from_being_published(string name)
    {
        var (sample, folder) = await Read(name);
        List<string> alarms = [];
        foreach (var story in sample.Stories)
        {
            var source = Text(folder, story.Editions.Single(e => e.Language == story.Source));
            foreach (var edition in story.Editions.Where(e => e.Language != story.Source))
                alarms.AddRange(Errors(sample, story.Source, source, edition.Language, Text(folder, edition))
                    .Select(f => $"{edition.File}: {f.Kind}: {f.Source?.Text} / {f.Target?.Text}: {f.Explanation}"));
        }
        Assert.True(alarms.Count == 0, string.Join('\n', alarms));
    }

    [Fact]
    public async Task The_correction_that_shows_the_check_differs_in_a_dozen_places()
    {
        var (sample, folder) = await Read("rivers-week");
        var story = sample.Stories.Single(s => s.Editions.Exists(e => e.DraftFile is not null));
        var edition = story.Editions.Single(e => e.DraftFile is not null);
        var source = Text(folder, story.Editions.Single(e => e.Language == story.Source));
        var errors = Errors(sample, story.Source, source, edition.Language, Text(folder, edition with { CorrectedFile = edition.DraftFile })).ToList();
        Assert.InRange(errors.Count, 11, 13);
        Assert.Subset(errors.Select(f => f.Kind).ToHashSet(), (HashSet<string>)["number", "scale", "period", "sentence_only_source", "sentence_only_target", "paragraph_only_source"]);
    }

    private static async Task<(SampleFile Sample, string Folder)> Read(string name)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Samples", name);
        return (await SampleFile.ReadAsync(folder, TestContext.Current.CancellationToken), folder);
    }

    /// <summary>What the public reads of it, or will.</summary>
    private static string Text(string folder, SampleEdition edition)
    {
        var text = SampleStoryText.Read(Path.Combine(folder, "stories", edition.CorrectedFile ?? edition.File), new Dictionary<string, EvidenceFile>());
        return PlainDocument.Of(text.Title, text.Summary, text.Body).Text;
    }

    private static IEnumerable<Finding> Errors(SampleFile sample, string from, string source, string to, string target)
    {
        IEnumerable<Translated?> names = [sample.Mission.Name, sample.Mission.City, .. sample.Contacts.Select(c => c.Name), .. sample.Actions.Select(a => a.Place)];
        var given = names.OfType<Translated>().Where(n => n.Texts.Count > 1).Select(n => new GivenName(n.Texts));
        return ParityCheck.Compare(new(from, source), new(to, target), new ParityOptions { Names = [.. given] })
            .Findings.Where(f => f.Severity == Severity.Error);
    }
}
