using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Files;
using Chancery.Platform.Journal;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>
/// Entries of what happened with an action, and their reversal. The action's actual period is the fold of the entries
/// that stand; both are saved in one transaction that nobody else's entry can slip into.
/// </summary>
internal static class Recording
{
    /// <summary>Records the entry of the form. An entry that is there already was sent twice: that is no refusal.</summary>
    public static async Task<List<Refusal>> RecordAsync(
        this ChanceryDb db, Uploads uploads, Visit visit, PlanAction shown, RecordForm form, CancellationToken stop)
    {
        var no = new List<Refusal>();
        if (form.Read(shown, visit.Person.Id, visit.Today, no) is not { } entry) return no;
        var proofs = new List<EvidenceFile>();
        try
        {
            // Before the transaction: a long upload keeps nobody else from writing.
            foreach (var sent in form.Files)
            {
                var (file, refusal) = await uploads.TakeAsync(sent, nameof(form.Files), stop);
                if (refusal is not null) no.Add(refusal);
                else if (!proofs.Contains(file!)) proofs.Add(file!);
            }
            if (no.Count == 0 && await db.KeepEntryAsync(visit, shown.Id, entry, proofs, form.LinkList, form.Done, no, stop)) return no;
        }
        catch
        {
            await uploads.ForgetAsync();
            throw;
        }
        db.ChangeTracker.Clear();
        await uploads.ForgetAsync();
        return no;
    }

    /// <summary>Takes an entry back, once, for a reason.</summary>
    public static async Task<Refusal?> ReverseAsync(
        this ChanceryDb db, Visit visit, Guid actionId, Guid entryId, Translated reason, CancellationToken stop)
    {
        if (reason.IsEmpty) return new Refusal("entry.no-reason", "Reason");
        await using var transaction = await db.TakeJournalAsync(visit.Mission.Id, stop);
        var entry = await db.Journal.AsNoTracking()
            .FirstOrDefaultAsync(e => e.Id == entryId && e.ActionId == actionId && e.Kind == JournalEntry.Happened, stop);
        if (entry is null) return new Refusal("entry.not-here");
        if (await db.Journal.AnyAsync(e => e.Reverses == entryId, stop)) return new Refusal("entry.already-reversed");

        db.Add(new JournalEntry
        {
            Id = Guid.CreateVersion7(), MissionId = entry.MissionId, Kind = JournalEntry.Reversal, ProgrammeId = entry.ProgrammeId,
            ActionId = entry.ActionId, Reverses = entry.Id, ById = visit.Person.Id, HappenedOn = visit.Today,
            Text = new JournalText { Words = reason },
        });
        var action = await db.Actions.SingleAsync(a => a.Id == actionId, stop);
        await FoldAsync(db, action, null, entryId, stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return null;
    }

    /// <summary>Saves an entry with its proofs. False when it is refused, or was there already (then nothing is refused).</summary>
    public static async Task<bool> KeepEntryAsync(
        this ChanceryDb db, Visit visit, Guid actionId, JournalEntry entry, IReadOnlyList<EvidenceFile> proofs, IReadOnlyList<string> links,
        bool done, List<Refusal> no, CancellationToken stop)
    {
        await using var transaction = await db.TakeJournalAsync(visit.Mission.Id, stop);
        var there = await db.Journal.IgnoreQueryFilters([ChanceryDb.MissionFilter]).AsNoTracking()
            .Where(e => e.Id == entry.Id).Select(e => new { e.MissionId, e.ActionId }).FirstOrDefaultAsync(stop);
        if (there is not null)
        {
            if (there.MissionId != entry.MissionId || there.ActionId != entry.ActionId) no.Add(new Refusal("entry.no-id"));
            return false;
        }
        if (await db.WholeActionAsync(actionId, stop) is not { } action)
        {
            no.Add(new Refusal("entry.action-gone"));
            return false;
        }
        var before = ActionSnapshot.Of(action).ToJson();
        entry.Evidence.AddRange(proofs.Select((f, i) => new EntryEvidence { EntryId = entry.Id, Position = i, FileId = f.Id, Sha256 = f.Sha256 }));
        entry.Evidence.AddRange(links.Distinct(StringComparer.Ordinal)
            .Select((link, i) => new EntryEvidence { EntryId = entry.Id, Position = proofs.Count + i, Link = link }));
        db.Add(entry);
        await FoldAsync(db, action, entry, null, stop);
        if (done)
        {
            if (action.Complete() is { } refusal)
            {
                no.Add(refusal with { Field = nameof(RecordForm.Done) });
                return false;
            }
            db.NoteChange(visit, action, "completed", before);
        }
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return true;
    }

    private static async Task FoldAsync(ChanceryDb db, PlanAction action, JournalEntry? added, Guid? reversed, CancellationToken stop)
    {
        var days = await db.Journal.Standing(db)
            .Where(e => e.ActionId == action.Id && e.HappenedOn != null && e.Id != reversed)
            .Select(e => new { e.HappenedOn, e.HappenedTo }).ToListAsync(stop);
        var spans = days.ConvertAll(d => (From: d.HappenedOn!.Value, To: d.HappenedTo ?? d.HappenedOn!.Value));
        if (added?.HappenedOn is { } day) spans.Add((day, added.HappenedTo ?? day));
        if (spans.Count == 0) action.Observe(null, null);
        else action.Observe(spans.Min(s => s.From), spans.Max(s => s.To));
    }
}
