using Chancery.Features.Campaigns;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Files;
using Chancery.Platform.Journal;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Stories;

/// <summary>One story: its editions side by side, its lead picture, what happened to it.</summary>
[Requires(Permission.ReadStories)]
public sealed class OverviewModel(ChanceryDb db, Visit visit, PublicCache cache, Companions companions) : PageModel
{
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public StoryKind Kind { get; set; }

    [BindProperty]
    public Guid? Programme { get; set; }

    [BindProperty]
    public Guid? Lead { get; set; }

    public Story Story { get; private set; } = null!;

    public DateTime Now => visit.Now;

    public IReadOnlyList<string> Missing { get; private set; } = [];

    public IReadOnlyList<(Guid Id, Translated Title)> Programmes { get; private set; } = [];

    public IReadOnlyList<EvidenceFile> Pictures { get; private set; } = [];

    public IReadOnlyList<JournalEntry> Entries { get; private set; } = [];

    /// <summary>What other features say of the editions, by edition.</summary>
    public ILookup<Guid, EditionMark> Marks { get; private set; } = Enumerable.Empty<EditionMark>().ToLookup(_ => Guid.Empty);

    public Dictionary<Guid, string> Names { get; private set; } = [];

    /// <summary>Before publication whoever writes, afterwards whoever approves: the lead picture stands before the public.</summary>
    public bool MayChangeDetails => visit.Can(Story.IsPublic ? Permission.ApproveStories : Permission.WriteStories);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        (Version, Kind, Programme, Lead) = (Story.Version, Story.Kind, Story.ProgrammeId, Story.LeadId);
        return Page();
    }

    [Requires(Permission.ReadStories, Write = Permission.WriteStories)]
    public async Task<IActionResult> OnPostEditionAsync(Guid id, string? language, string? start, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        (Version, Kind, Programme, Lead) = (Story.Version, Story.Kind, Story.ProgrammeId, Story.LeadId);
        if (db.BeginEdition(visit, Story, language, copy: start == "copy") is { } refusal) return this.Refuse(refusal);
        await companions.TellAsync(db, Story, Story.In(language!)!, visit.Now, stop);
        await db.SaveChangesAsync(stop);
        return Redirect($"/desk/{visit.Mission.Slug}/stories/{id}/{language}");
    }

    [Requires(Permission.ReadStories, Write = Permission.WriteStories)]
    public Task<IActionResult> OnPostDetailsAsync(Guid id, CancellationToken stop) => ChangeAsync(id, stop);

    [Requires(Permission.ReadStories, Write = Permission.ApproveStories)]
    public Task<IActionResult> OnPostPublicDetailsAsync(Guid id, CancellationToken stop) => ChangeAsync(id, stop);

    private async Task<IActionResult> ChangeAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!MayChangeDetails) return this.Refuse(new Refusal("story.public-details"));
        if (Version != Story.Version)
        {
            this.AddRefusal(new Refusal("story.changed-meanwhile"));
            ModelState.Remove(nameof(Version));
            Version = Story.Version;
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
        if (!Enum.IsDefined(Kind)) this.AddRefusal(new Refusal("story.unknown-kind", nameof(Kind)));
        if (Programme is { } programme && !Programmes.Any(p => p.Id == programme)) this.AddRefusal(new Refusal("story.unknown-programme", nameof(Programme)));
        if (Lead is { } lead && !Pictures.Any(p => p.Id == lead)) this.AddRefusal(new Refusal("story.unknown-picture", nameof(Lead)));
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        (Story.Kind, Story.ProgrammeId, Story.LeadId) = (Kind, Programme, Lead);
        db.Add(Story.Entry(visit, "story.changed", new { kind = Reader.Kebab(Kind.ToString()), programme = Programme, lead = Lead }));
        await db.SaveChangesAsync(stop);
        if (Story.IsPublic) await cache.EvictAsync(visit.Mission.Slug, CancellationToken.None);
        return Redirect($"/desk/{visit.Mission.Slug}/stories/{id}");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        var story = await db.Stories.Include(s => s.Editions).FirstOrDefaultAsync(s => s.Id == id, stop);
        if (story is null) return false;
        Story = story;
        Missing = [.. visit.Mission.Languages.Where(l => story.In(l) is null)];
        Programmes = [.. (await db.Programmes.AsNoTracking().OrderByDescending(p => p.From).Select(p => new { p.Id, p.Title }).ToListAsync(stop)).Select(p => (p.Id, p.Title))];
        var pictures = await db.Pictures().AsNoTracking().Take(60).ToListAsync(stop);
        if (story.LeadId is { } lead && pictures.TrueForAll(p => p.Id != lead))
            pictures.AddRange(await db.EvidenceFiles.AsNoTracking().Where(f => f.Id == lead).ToListAsync(stop));
        Pictures = pictures;
        Guid?[] subjects = [story.Id, .. story.Editions.Select(e => (Guid?)e.Id)];
        Entries = await db.Journal.AsNoTracking().Include(e => e.Text)
            .Where(e => subjects.Contains(e.SubjectId)).OrderByDescending(e => e.Sequence).Take(200).ToListAsync(stop);
        Marks = await companions.MarksAsync(db, [.. story.Editions.Where(e => e.Language != story.SourceLanguage).Select(e => e.Id)], stop);
        var people = Entries.Select(e => e.ById).OfType<Guid>().Distinct().ToList();
        Names = await db.Users.AsNoTracking().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, stop);
        return true;
    }
}
