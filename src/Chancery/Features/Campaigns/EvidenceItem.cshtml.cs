using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Files;
using Chancery.Platform.Journal;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>One file: what is known of it, what is written about it, and which entries it proves.</summary>
[Requires(Permission.OpenEvidence, Write = Permission.RecordEntry)]
public sealed class EvidenceItemModel(ChanceryDb db, Visit visit, Reader reader, PublicCache cache) : PageModel
{
    public EvidenceFile Evidence { get; private set; } = null!;

    public string? By { get; private set; }

    public JournalFeed Feed { get; private set; } = null!;

    [BindProperty]
    public FileTexts Texts { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    /// <summary>What is saved now, when somebody else was first.</summary>
    public FileTexts? Theirs { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        (Texts, Version) = (FileTexts.Of(Evidence), Evidence.Version);
        return Page();
    }

    [Requires(Permission.OpenEvidence)]
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        ModelState.Clear();
        foreach (var refusal in Texts.Check(nameof(Texts))) this.AddRefusal(refusal);
        if (ModelState.ErrorCount > 0)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        if (Version != Evidence.Version)
        {
            (Theirs, Version) = (FileTexts.Of(Evidence), Evidence.Version);
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
        Texts.ApplyTo(Evidence);
        if (db.Entry(Evidence).State == EntityState.Modified)
        {
            db.Add(new JournalEntry
            {
                Id = Guid.CreateVersion7(), MissionId = visit.Mission.Id, Kind = "evidence.described", SubjectId = Evidence.Id,
                ById = visit.Person.Id, HappenedOn = visit.Today,
            });
            await db.SaveChangesAsync(stop);
            await cache.EvictAsync(visit.Mission.Slug, stop); // it may stand in a story
        }
        this.Toast(reader["evidence.toast.saved"]);
        return LocalRedirect($"/desk/{visit.Mission.Slug}/evidence/{id}");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await db.EvidenceFiles.FirstOrDefaultAsync(f => f.Id == id, stop) is not { } file) return false;
        Evidence = file;
        By = await db.Users.Where(p => p.Id == file.ById).Select(p => p.Name).FirstOrDefaultAsync(stop);
        Feed = await JournalFeed.LoadAsync(db, db.Journal.Where(e => e.Evidence.Any(p => p.FileId == id)), 100, stop);
        return true;
    }
}
