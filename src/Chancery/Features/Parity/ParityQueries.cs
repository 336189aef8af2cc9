using Chancery.Features.Campaigns;
using Chancery.Features.Contacts;
using Chancery.Features.Stories;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Storage;
using Chancery.Text.Parity;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Parity;

/// <summary>Compares editions now. Gate, pages, job and API all come through here, so they cannot disagree.</summary>
internal static class ParityQueries
{
    /// <param name="typed">What stands in the editor and is not saved yet, in place of the edition's text.</param>
    public static async Task<EditionFindings> FindingsAsync(
        this ChanceryDb db, Mission mission, Story story, Edition edition, PlainDocument? typed, CancellationToken stop)
    {
        var pairs = EditionFindings.PairsOf(story, edition);
        if (pairs.Count == 0) return new EditionFindings(edition, []);
        var treatments = await db.TreatmentsAsync(mission.Id, stop);
        var targets = pairs.Select(p => p.Target.Id).ToList();
        var waivers = (await db.Waivers.AsNoTracking().Where(w => targets.Contains(w.EditionId)).ToListAsync(stop)).ToLookup(w => w.EditionId);
        var names = await db.GivenNamesAsync(mission, story, stop);
        var compared = new List<ComparedPair>();
        foreach (var (source, target) in pairs)
        {
            var (left, right) = (DocumentOf(source), DocumentOf(target));
            var report = ParityCheck.Compare(
                new ParityText(source.Language, left.Text), new ParityText(target.Language, right.Text),
                new ParityOptions { Names = Named(names, left.Text, right.Text), Hidden = treatments.Hidden });
            var waived = waivers[target.Id].ToDictionary(w => w.Hash, StringComparer.Ordinal);
            var findings = report.Findings.Select(finding =>
            {
                var key = Waiver.KeyOf(finding);
                var words = source == edition ? finding.Source ?? finding.SourceSentence : finding.Target ?? finding.TargetSentence;
                return new DeskFinding(
                    key, finding, treatments.Of(finding), waived.GetValueOrDefault(key),
                    words is null ? null : (source == edition ? left : right).Place(words.Start, words.End));
            });
            compared.Add(new ComparedPair(source, target, [.. findings], report.Remarks.Count > 0));
        }
        return new EditionFindings(edition, compared);

        PlainDocument DocumentOf(Edition of) => of == edition && typed is not null ? typed : PlainDocument.Of(of);
    }

    public static async Task<Treatments> TreatmentsAsync(this ChanceryDb db, Guid mission, CancellationToken stop) =>
        new(await db.ParitySettings.AsNoTracking().Where(s => s.MissionId == mission).ToDictionaryAsync(s => s.Kind, s => s.Treatment, stop));

    /// <summary>The names that the mission has written in several languages: contacts, itself, the places of the programme.</summary>
    private static async Task<List<Translated>> GivenNamesAsync(this ChanceryDb db, Mission mission, Story story, CancellationToken stop)
    {
        var names = await db.Contacts.AsNoTracking().Where(c => c.MissionId == mission.Id).Select(c => c.Name).ToListAsync(stop);
        if (story.ProgrammeId is { } programme)
            names.AddRange(await db.Actions.AsNoTracking().Where(a => a.ProgrammeId == programme).Select(a => a.Place).ToListAsync(stop));
        names.AddRange([mission.Name, mission.City]);
        return names;
    }

    /// <summary>Of hundreds of contacts, those of whom a part is written in one of the texts.</summary>
    private static List<GivenName> Named(List<Translated> names, string source, string target) =>
    [
        .. names.Where(name => name.Texts.Count > 1 && name.Texts.Values.Any(spelling => spelling
                .Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(part => part.Length > 1 && (Has(source, part) || Has(target, part)))))
            .Distinct().Select(name => new GivenName(name.Texts)),
    ];

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
