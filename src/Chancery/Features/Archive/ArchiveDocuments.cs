using System.Globalization;
using Chancery.Features.Campaigns;
using Chancery.Features.Contacts;
using Chancery.Features.Stories;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Storage;
using Chancery.Text.Search;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Archive;

/// <summary>What the index is to know of some things: their documents now, and the names of those that are no more.</summary>
/// <param name="Opens">Embargoes that end later, with the story to look at again then.</param>
internal sealed record ArchiveBatch(List<SearchDocument> Documents, List<Guid> Gone, List<(DateTime At, Guid Story)> Opens);

/// <summary>
/// Makes documents of the index from the records. An edition has one of what the public reads, and another of what the desk
/// works on when that differs. Their labels say who may find them; nothing else keeps drafts from the public's search.
/// </summary>
internal sealed class ArchiveDocuments
{
    public const string Public = "scope:public";
    public const string Desk = "scope:desk";

    private readonly Dictionary<Guid, MissionFacts> _missions = [];

    /// <summary>Missions and the places of their plans are kept between batches; a change of either begins anew.</summary>
    public void Forget() => _missions.Clear();

    public async Task<ArchiveBatch> ReadAsync(ChanceryDb db, SearchSubject subject, IReadOnlyList<Guid> ids, DateTime now, CancellationToken stop)
    {
        var batch = new ArchiveBatch([], [], []);
        switch (subject)
        {
            case SearchSubject.Edition:
                var stories = await db.Set<Edition>().AsNoTracking().Where(e => ids.Contains(e.Id)).Select(e => e.StoryId).ToListAsync(stop);
                await StoriesAsync(db, stories, now, batch, stop);
                break;
            case SearchSubject.Story:
                await StoriesAsync(db, ids, now, batch, stop);
                break;
            case SearchSubject.Action:
                await ActionsAsync(db, ids, batch, stop);
                break;
            case SearchSubject.Contact:
                await ContactsAsync(db, ids, batch, stop);
                break;
            case SearchSubject.Entry:
                await EntriesAsync(db, ids, batch, stop);
                break;
        }
        return batch;
    }

    /// <summary>The name of an edition's document for the desk; the public one has the edition's own.</summary>
    public static Guid DeskName(Guid edition)
    {
        Span<byte> bytes = stackalloc byte[16];
        edition.TryWriteBytes(bytes);
        bytes[15] ^= 0xD5;
        return new Guid(bytes);
    }

    public static string MissionLabel(Guid mission) => $"mission:{mission:n}";

    public static string PlaceLabel(Translated place) => "place:" + SearchFolding.Fold(place.For("en").Text);

    private async Task StoriesAsync(ChanceryDb db, IReadOnlyList<Guid> ids, DateTime now, ArchiveBatch batch, CancellationToken stop)
    {
        var rows = await (
            from edition in db.Set<Edition>().AsNoTracking()
            join story in db.Set<Story>() on edition.StoryId equals story.Id
            join revision in db.Set<Revision>() on new { EditionId = edition.Id, Number = edition.PublicRevision } equals new { revision.EditionId, revision.Number } into read
            from revision in read.DefaultIfEmpty()
            join programme in db.Set<Programme>() on story.ProgrammeId equals programme.Id into programmes
            from programme in programmes.DefaultIfEmpty()
            where ids.Contains(edition.StoryId)
            select new
            {
                edition.Id,
                edition.MissionId,
                edition.StoryId,
                edition.Language,
                edition.Title,
                edition.Summary,
                edition.Body,
                edition.State,
                edition.OpensAt,
                edition.UpdatedAt,
                edition.PublicRevision,
                story.Kind,
                story.ProgrammeId,
                Campaign = (Guid?)programme!.CampaignId,
                Read = revision == null ? null : new { revision.Title, revision.Summary, revision.Body },
            }).ToListAsync(stop);
        var open = rows.Where(r => r.Read is not null && r.State != EditionState.Withdrawn && r.OpensAt <= now).ToLookup(r => r.StoryId, r => r.Language);
        foreach (var row in rows)
        {
            var mission = await FactsAsync(db, row.MissionId, stop);
            List<string> of = [MissionLabel(row.MissionId), "type:story", $"kind:{Platform.Web.Reader.Kebab(row.Kind.ToString())}"];
            if (row.Campaign is { } campaign) of.Add($"campaign:{campaign:n}");
            if (row.ProgrammeId is { } programme) of.Add($"programme:{programme:n}");

            var published = row.Read is not null && row.State != EditionState.Withdrawn && row.OpensAt is { } opens && opens <= now;
            // A published text that nobody is working on is one document for both.
            var same = published && (row.Title, row.Summary, row.Body) == (row.Read!.Title, row.Read.Summary, row.Read.Body);
            if (published)
            {
                batch.Documents.Add(Document(row.Id, row.StoryId, row.Language, mission.Day(row.OpensAt!.Value), row.Read!.Title, row.Read.Summary, row.Read.Body, mission,
                    // Found by any of its editions, a story can be read in all of them.
                    [Public, .. same ? new[] { Desk } : [], .. open[row.StoryId].Select(l => "language:" + l), .. of]));
            }
            else
            {
                batch.Gone.Add(row.Id);
                if (row.State != EditionState.Withdrawn && row.Read is not null && row.OpensAt is { } later) batch.Opens.Add((later, row.StoryId));
            }
            if (same) batch.Gone.Add(DeskName(row.Id));
            else
            {
                batch.Documents.Add(Document(
                    DeskName(row.Id), row.StoryId, row.Language, mission.Day(row.OpensAt ?? row.UpdatedAt), row.Title, row.Summary, row.Body, mission,
                    [Desk, $"language:{row.Language}", .. of]));
            }
        }
    }

    private static SearchDocument Document(
        Guid id, Guid story, string language, DateOnly day, string title, string summary, string body, MissionFacts mission, IEnumerable<string> labels)
    {
        var (headings, plain) = Sections(body);
        var text = summary.Length == 0 ? plain : $"{summary}\n{plain}";
        var folded = SearchFolding.Fold($"{title}\n{text}");
        return new SearchDocument
        {
            Id = id, Story = story, Language = language, Date = day, Title = title, Headings = headings, Body = text,
            Labels =
            [
                .. labels,
                string.Create(CultureInfo.InvariantCulture, $"year:{day.Year:d4}"),
                string.Create(CultureInfo.InvariantCulture, $"month:{day.Year:d4}-{day.Month:d2}"),
                .. mission.Places.Where(p => p.Names.Exists(n => folded.Contains(n, StringComparison.Ordinal))).Select(p => p.Label),
            ],
        };
    }

    /// <summary>Headings of Markdown, and the rest as plain text.</summary>
    private static (List<string> Headings, string Plain) Sections(string markdown)
    {
        var headings = new List<string>();
        foreach (var line in markdown.AsSpan().EnumerateLines())
        {
            var text = line.TrimStart('#');
            if (text.Length < line.Length && line.Length - text.Length <= 6 && text.StartsWith(" ")) headings.Add(StoryText.Plain(text.Trim().ToString()));
        }
        return (headings, StoryText.Plain(markdown));
    }

    private async Task ActionsAsync(ChanceryDb db, IReadOnlyList<Guid> ids, ArchiveBatch batch, CancellationToken stop)
    {
        var rows = await db.Set<PlanAction>().AsNoTracking().Where(a => ids.Contains(a.Id)).ToListAsync(stop);
        foreach (var action in rows)
        {
            var mission = await FactsAsync(db, action.MissionId, stop);
            var day = action.ActualFrom ?? action.PlannedFrom;
            batch.Documents.Add(new SearchDocument
            {
                Id = action.Id, Story = action.Id, Language = mission.Language, Date = day ?? default,
                Title = All(action.Title), Body = string.Join('\n', All(action.Place), All(action.Description)),
                Labels = [MissionLabel(action.MissionId), Desk, "type:action", $"programme:{action.ProgrammeId:n}", $"kind:{Platform.Web.Reader.Kebab(action.Kind.ToString())}"],
            });
        }
        batch.Gone.AddRange(ids.Except(rows.Select(a => a.Id)));
    }

    private async Task ContactsAsync(ChanceryDb db, IReadOnlyList<Guid> ids, ArchiveBatch batch, CancellationToken stop)
    {
        var rows = await db.Set<Contact>().AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync(stop);
        foreach (var contact in rows)
        {
            var mission = await FactsAsync(db, contact.MissionId, stop);
            batch.Documents.Add(new SearchDocument
            {
                Id = contact.Id, Story = contact.Id, Language = mission.Language,
                Title = All(contact.Name), Body = string.Join('\n', All(contact.Post), All(contact.City), contact.Email, contact.Phone),
                Labels = [MissionLabel(contact.MissionId), Desk, "type:contact", $"kind:{Platform.Web.Reader.Kebab(contact.Category.ToString())}"],
            });
        }
        batch.Gone.AddRange(ids.Except(rows.Select(c => c.Id)));
    }

    private async Task EntriesAsync(ChanceryDb db, IReadOnlyList<Guid> ids, ArchiveBatch batch, CancellationToken stop)
    {
        var rows = await db.Set<JournalEntry>().AsNoTracking().Include(e => e.Text)
            .Where(e => ids.Contains(e.Id) && e.Kind == JournalEntry.Happened && e.Text != null
                && !db.Set<JournalEntry>().Any(r => r.Reverses == e.Id))
            .ToListAsync(stop);
        foreach (var entry in rows)
        {
            var mission = await FactsAsync(db, entry.MissionId, stop);
            batch.Documents.Add(new SearchDocument
            {
                Id = entry.Id, Story = entry.Id, Language = mission.Language, Date = entry.HappenedOn ?? mission.Day(entry.RecordedAt),
                Title = All(entry.Text!.Words), Body = string.Join('\n', All(entry.Text.Place), All(entry.Text.Unit)),
                Labels = [MissionLabel(entry.MissionId), Desk, "type:entry"],
            });
        }
        batch.Gone.AddRange(ids.Except(rows.Select(e => e.Id)));
    }

    private static string All(Translated text) => string.Join(" · ", text.Texts.Values.Distinct(StringComparer.Ordinal));

    private async Task<MissionFacts> FactsAsync(ChanceryDb db, Guid id, CancellationToken stop)
    {
        if (_missions.TryGetValue(id, out var known)) return known;
        var mission = await db.Set<Mission>().AsNoTracking().FirstAsync(m => m.Id == id, stop);
        var places = (await db.Set<PlanAction>().AsNoTracking().Where(a => a.MissionId == id).Select(a => a.Place).Distinct().ToListAsync(stop))
            .Where(p => !p.IsEmpty)
            // A name of one letter would be found everywhere.
            .Select(p => (Label: PlaceLabel(p), Names: p.Texts.Values.Select(n => SearchFolding.Fold(n)).Where(n => n.Length > 1).ToList()))
            .DistinctBy(p => p.Label).ToList();
        return _missions[id] = new MissionFacts(mission, places);
    }

    private sealed record MissionFacts(Mission Mission, List<(string Label, List<string> Names)> Places)
    {
        public string Language => Mission.DefaultLanguage;

        public DateOnly Day(DateTime instant) => Mission.Day(instant);
    }
}
