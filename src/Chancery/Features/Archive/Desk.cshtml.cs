using Chancery.Features.Campaigns;
using Chancery.Features.Contacts;
using Chancery.Features.Stories;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Storage;
using Chancery.Text.Search;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Archive;

/// <summary>The desk's own search: everything a member may see, in one list, by the same index as the public's.</summary>
[Requires(Permission.SeeDesk)]
public sealed class DeskModel(ChanceryDb db, Visit visit, ArchiveIndex index) : PageModel
{
    private const int Size = 40;

    /// <summary>What each kind of thing takes to be seen; nothing else is even counted.</summary>
    private static readonly (string Type, Permission Needs)[] Types =
        [("story", Permission.ReadStories), ("action", Permission.ReadPlan), ("entry", Permission.ReadPlan), ("contact", Permission.ReadContacts)];

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Question { get; set; }

    [BindProperty(SupportsGet = true, Name = "type")]
    public string? Type { get; set; }

    internal IReadOnlyList<DeskHit> Hits { get; private set; } = [];

    internal IReadOnlyList<FacetCount> Counts { get; private set; } = [];

    internal SearchResults? Found { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        Question = (Question ?? "").Trim();
        if (Question.Length > QueryText.LongestQuestion) Question = Question[..QueryText.LongestQuestion];
        var may = Types.Where(t => visit.Can(t.Needs)).Select(t => t.Type).ToList();
        if (Question.Length == 0 || may.Count == 0) return;
        var (found, lexicon, _) = await index.SearchAsync(
            new SearchRequest
            {
                Text = Question,
                Languages = visit.Mission.Languages,
                Within = [ArchiveDocuments.MissionLabel(visit.Mission.Id), ArchiveDocuments.Desk, .. may.Select(t => "type:" + t)],
                Chosen = Type is { } chosen && may.Contains(chosen) ? ["type:" + chosen] : [],
                Facets = ["type"],
                Take = Size,
                Collapse = true,
                Budget = ArchiveSearch.Budget,
            }, stop);
        (Found, Counts) = (found, [.. found.Facets.OrderBy(f => Array.FindIndex(Types, t => t.Type == f.Value))]);
        Hits = await ReadAsync(found, new Marker(lexicon, QueryText.Parse(Question), visit.Mission.Languages, found.Instead.Values), stop);
    }

    private async Task<List<DeskHit>> ReadAsync(SearchResults found, Marker marker, CancellationToken stop)
    {
        var ids = found.Hits.Select(h => h.Story).ToList();
        var desk = $"/desk/{visit.Mission.Slug}";
        var hits = new Dictionary<Guid, DeskHit>();
        if (visit.Can(Permission.ReadStories))
        {
            var documents = found.Hits.ToDictionary(h => h.Story, h => h.Id);
            foreach (var edition in await db.Set<Edition>().AsNoTracking().Where(e => ids.Contains(e.StoryId)).ToListAsync(stop))
            {
                if (documents[edition.StoryId] != ArchiveDocuments.DeskName(edition.Id) && documents[edition.StoryId] != edition.Id) continue;
                hits[edition.StoryId] = new DeskHit(
                    "story", "story", $"{desk}/stories/{edition.StoryId}/{edition.Language}", marker.Whole(edition.Title, edition.Language),
                    marker.Around($"{edition.Summary} {StoryText.Plain(edition.Body)}".Trim(), edition.Language), edition.Language, null, edition.State.ToString());
            }
        }
        if (visit.Can(Permission.ReadPlan))
        {
            foreach (var action in await db.Set<PlanAction>().AsNoTracking().Where(a => ids.Contains(a.Id)).ToListAsync(stop))
                hits[action.Id] = Named("action", "plan", $"{desk}/actions/{action.Id}", action.Title, [action.Place, action.Description], marker, action.ActualFrom ?? action.PlannedFrom);
            foreach (var entry in await db.Set<JournalEntry>().AsNoTracking().Include(e => e.Text).Where(e => ids.Contains(e.Id)).ToListAsync(stop))
            {
                if (entry.Text is { } text)
                    hits[entry.Id] = Named("entry", "clock", $"{desk}/journal/{entry.Sequence}", text.Words, [text.Place], marker, entry.HappenedOn ?? visit.Mission.Day(entry.RecordedAt));
            }
        }
        if (visit.Can(Permission.ReadContacts))
        {
            foreach (var contact in await db.Set<Contact>().AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync(stop))
                hits[contact.Id] = Named("contact", "contacts", $"{desk}/contacts/{contact.Id}", contact.Name, [contact.Post, contact.City], marker, null);
        }
        return [.. ids.Where(hits.ContainsKey).Select(id => hits[id])];
    }

    /// <summary>Shown in the member's language, or in the one in which the words stand.</summary>
    private static DeskHit Named(string type, string icon, string address, Translated title, Translated[] more, Marker marker, DateOnly? day)
    {
        var reader = System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var (shown, language) = title.For(reader);
        var marked = marker.Whole(shown, language);
        if (marked.Marks.Count == 0)
        {
            foreach (var (other, text) in title.Texts)
            {
                if (marker.Whole(text, other) is { Marks.Count: > 0 } better) (marked, language) = (better, other);
            }
        }
        var (rest, of) = more.Select(m => m.For(reader)).FirstOrDefault(m => m.Text.Length > 0);
        foreach (var (other, text) in more.SelectMany(m => m.Texts))
        {
            if (marker.Whole(text, other).Marks.Count > 0)
            {
                (rest, of) = (text, other);
                break;
            }
        }
        return new DeskHit(type, icon, address, marked, marker.Around(rest ?? "", of ?? reader), language, day, null) { TextLanguage = of };
    }
}

/// <param name="State">Of an edition.</param>
internal sealed record DeskHit(string Type, string Icon, string Address, Marked Title, Marked Text, string Language, DateOnly? Day, string? State)
{
    public string? TextLanguage { get; init; } = Language;
}
