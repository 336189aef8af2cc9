using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>One entry of the journal with everything that the chain covers.</summary>
[Requires(Permission.ReadPlan)]
public sealed class EntryModel(ChanceryDb db) : PageModel
{
    public JournalFeed Feed { get; private set; } = null!;

    public JournalEntry Entry => Feed.Entries[0];

    public Programme? Programme { get; private set; }

    public bool HasNext { get; private set; }

    /// <summary>The words were erased on request; their hash still stands in the chain.</summary>
    public bool IsErased => Entry.Text is null && Entry.TextHash.Length > 0;

    public async Task<IActionResult> OnGetAsync(long sequence, CancellationToken stop)
    {
        Feed = await JournalFeed.LoadAsync(db, db.Journal.Where(e => e.Sequence == sequence), 1, stop);
        if (Feed.Entries.Count == 0) return NotFound();
        HasNext = await db.Journal.AnyAsync(e => e.Sequence == sequence + 1, stop);
        if (Entry.ProgrammeId is { } programme) Programme = await db.Programmes.AsNoTracking().FirstOrDefaultAsync(p => p.Id == programme, stop);
        return Page();
    }
}
