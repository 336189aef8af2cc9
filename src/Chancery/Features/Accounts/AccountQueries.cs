using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Accounts;

/// <summary>Rules about who belongs where, as queries.</summary>
internal static class AccountQueries
{
    /// <summary>An entry of the mission's journal about people or the mission itself; ids and codes only.</summary>
    public static JournalEntry Entry(this Visit visit, string kind, Guid subject, string payload = "{}") => new()
    {
        Id = Guid.CreateVersion7(), MissionId = visit.Mission.Id, Kind = kind, SubjectId = subject,
        ById = visit.Person.Id, HappenedOn = visit.Today, Payload = payload,
    };

    /// <summary>The missions whose desk the visitor may enter.</summary>
    public static async Task<IReadOnlyList<Mission>> MissionsOfAsync(this ChanceryDb db, Visit visit, CancellationToken stop)
    {
        var everywhere = visit.Memberships.Any(m => m.MissionId is null);
        var own = visit.Memberships.Select(m => m.MissionId).ToList();
        return await db.Missions.AsNoTracking().Where(m => everywhere || own.Contains(m.Id)).OrderBy(m => m.Slug).ToListAsync(stop);
    }

    /// <summary>
    /// Begins a transaction in which nobody else changes who belongs to the mission: two administrators who remove each
    /// other at the same moment must not both succeed. The row taken is the journal's head, which the act needs anyway.
    /// </summary>
    public static async Task<Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction> HoldPeopleAsync(
        this ChanceryDb db, Guid mission, CancellationToken stop)
    {
        var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.Set<JournalHead>().Where(h => h.MissionId == mission)
            .ExecuteUpdateAsync(h => h.SetProperty(x => x.Sequence, x => x.Sequence), stop);
        return transaction;
    }

    /// <summary>Would the mission be without an administrator who can sign in, were it not for this person?</summary>
    public static async Task<bool> IsLastAdministratorAsync(this ChanceryDb db, Guid mission, Guid person, CancellationToken stop)
    {
        var administrators = await db.Memberships
            .Where(m => m.Role == Role.Administrator && (m.MissionId == mission || m.MissionId == null))
            .Where(m => db.Set<Person>().Any(p => p.Id == m.PersonId && p.DisabledAt == null))
            .Select(m => m.PersonId).Distinct().ToListAsync(stop);
        return administrators is [var only] && only == person;
    }
}
