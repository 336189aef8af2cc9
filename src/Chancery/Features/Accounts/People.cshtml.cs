using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Accounts;

/// <summary>Who works for the mission and what each may do; who is invited.</summary>
[Requires(Permission.ManagePeople)]
public sealed class PeopleModel(ChanceryDb db, UserManager<Person> people, Visit visit, IConfiguration settings) : PageModel
{
    public static readonly TimeSpan InvitationLife = TimeSpan.FromDays(7);

    /// <param name="Everywhere">Belongs to the whole installation; not changed from one mission.</param>
    public sealed record Member(Person Person, IReadOnlyList<Membership> Roles, bool Everywhere, int Passkeys);

    [BindProperty]
    public Role Role { get; set; } = Role.Editor;

    [BindProperty]
    public string? Email { get; set; }

    public IReadOnlyList<Member> Members { get; private set; } = [];

    public IReadOnlyList<Invitation> Invitations { get; private set; } = [];

    /// <summary>The link just made, for an invitation or a new password: shown in this answer and never again.</summary>
    public string? Link { get; private set; }

    /// <summary>Whom the link gives a new password; nobody when it is an invitation.</summary>
    public Person? LinkFor { get; private set; }

    public DateTime LinkEnds { get; private set; }

    public async Task OnGetAsync(CancellationToken stop) => await LoadAsync(stop);

    public async Task<IActionResult> OnPostInviteAsync(CancellationToken stop)
    {
        var email = PlainText.Clean(Email).Trim();
        if (email.Length > 0 && !PasswordRules.IsEmail(email)) return await RefuseAsync(new Refusal("account.no-email", "Email"), stop);
        if (!Enum.IsDefined(Role)) return BadRequest();

        var token = Tokens.New();
        var invitation = new Invitation
        {
            MissionId = visit.Mission.Id, Role = Role, Email = email, TokenHash = Tokens.Hash(token),
            InvitedById = visit.Person.Id, CreatedAt = visit.Now, ExpiresAt = visit.Now + InvitationLife,
        };
        db.Add(invitation);
        db.Add(visit.Entry("people.invited", invitation.Id, $$"""{"role":"{{Code(Role)}}"}"""));
        await db.SaveChangesAsync(stop);
        (Link, LinkEnds) = ($"{Address}/account/invitation/{token}", invitation.ExpiresAt);
        ModelState.Clear();
        Email = "";
        await LoadAsync(stop);
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken stop)
    {
        var invitation = await db.Invitations.FirstOrDefaultAsync(i => i.Id == id && i.MissionId == visit.Mission.Id, stop);
        if (invitation is not { AcceptedAt: null, RevokedAt: null }) return NotFound();
        invitation.RevokedAt = visit.Now;
        db.Add(visit.Entry("people.invitation-revoked", invitation.Id));
        await db.SaveChangesAsync(stop);
        return Done();
    }

    public async Task<IActionResult> OnPostAddRoleAsync(Guid person, Role role, CancellationToken stop)
    {
        if (!Enum.IsDefined(role)) return BadRequest();
        var roles = await db.Memberships.Where(m => m.MissionId == visit.Mission.Id && m.PersonId == person).ToListAsync(stop);
        if (roles.Count == 0 && !await db.Memberships.AnyAsync(m => m.MissionId == null && m.PersonId == person, stop)) return NotFound();
        if (roles.Any(m => m.Role == role)) return await RefuseAsync(new Refusal("account.has-role"), stop);
        db.Add(new Membership { PersonId = person, MissionId = visit.Mission.Id, Role = role, Since = visit.Now });
        db.Add(visit.Entry("people.role-changed", person, $$"""{"added":"{{Code(role)}}"}"""));
        await db.SaveChangesAsync(stop);
        return Done();
    }

    public async Task<IActionResult> OnPostRoleAsync(Guid id, Role role, CancellationToken stop)
    {
        if (!Enum.IsDefined(role)) return BadRequest();
        await using var held = await db.HoldPeopleAsync(visit.Mission.Id, stop);
        if (await FindAsync(id, stop) is not { } membership) return NotFound();
        if (membership.Role == role) return Done();
        if (await db.Memberships.AnyAsync(m => m.MissionId == visit.Mission.Id && m.PersonId == membership.PersonId && m.Role == role, stop))
            return await RefuseAsync(new Refusal("account.has-role"), stop);
        if (membership.Role == Role.Administrator && await db.IsLastAdministratorAsync(visit.Mission.Id, membership.PersonId, stop))
            return await RefuseAsync(new Refusal("account.last-administrator"), stop);

        var was = membership.Role;
        membership.Role = role;
        db.Add(visit.Entry("people.role-changed", membership.PersonId, $$"""{"from":"{{Code(was)}}","to":"{{Code(role)}}"}"""));
        await db.SaveChangesAsync(stop);
        await held.CommitAsync(stop);
        return Done();
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, CancellationToken stop)
    {
        await using var held = await db.HoldPeopleAsync(visit.Mission.Id, stop);
        if (await FindAsync(id, stop) is not { } membership) return NotFound();
        if (membership.Role == Role.Administrator && await db.IsLastAdministratorAsync(visit.Mission.Id, membership.PersonId, stop))
            return await RefuseAsync(new Refusal("account.last-administrator"), stop);

        db.Remove(membership);
        db.Add(visit.Entry("people.removed", membership.PersonId, $$"""{"role":"{{Code(membership.Role)}}"}"""));
        await db.SaveChangesAsync(stop);
        // With the last role in the mission go the keys to it: they must not come alive again with a later role.
        if (!await db.Memberships.AnyAsync(m => m.PersonId == membership.PersonId && (m.MissionId == visit.Mission.Id || m.MissionId == null), stop))
        {
            await db.ApiTokens.Where(t => t.PersonId == membership.PersonId && t.MissionId == visit.Mission.Id && t.RevokedAt == null)
                .ExecuteUpdateAsync(t => t.SetProperty(x => x.RevokedAt, visit.Now), stop);
        }
        await held.CommitAsync(stop);
        return Done();
    }

    /// <summary>Closes or opens the account; in every mission, so only who works in no other mission can be closed from here.</summary>
    public async Task<IActionResult> OnPostDisableAsync(Guid person, bool open, CancellationToken stop)
    {
        await using var held = await db.HoldPeopleAsync(visit.Mission.Id, stop);
        if (await RefuseAccountAsync(person, stop) is { } refused) return refused;
        if (!open && await db.IsLastAdministratorAsync(visit.Mission.Id, person, stop))
            return await RefuseAsync(new Refusal("account.last-administrator"), stop);

        // A new stamp: sessions from before do not come back when the account is opened again.
        DateTime? disabled = open ? null : visit.Now;
        var stamp = Guid.CreateVersion7().ToString();
        await db.Users.Where(p => p.Id == person)
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.DisabledAt, disabled).SetProperty(x => x.SecurityStamp, stamp), stop);
        db.Add(visit.Entry(open ? "people.opened" : "people.closed", person));
        await db.SaveChangesAsync(stop);
        await held.CommitAsync(stop);
        return Done();
    }

    /// <summary>A way back in for somebody who has lost the password or the keys. The journal says who opened it.</summary>
    public async Task<IActionResult> OnPostResetAsync(Guid person, CancellationToken stop)
    {
        if (await RefuseAccountAsync(person, stop) is { } refused) return refused;
        var found = (await people.FindByIdAsync(person.ToString()))!;
        var token = await people.GeneratePasswordResetTokenAsync(found);
        db.Add(visit.Entry("people.reset", person));
        await db.SaveChangesAsync(stop);
        (Link, LinkFor, LinkEnds) = ($"{Address}/account/new-password/{person}?token={Uri.EscapeDataString(token)}", found, visit.Now.AddDays(1));
        ModelState.Clear();
        await LoadAsync(stop);
        return Page();
    }

    private string Address => settings["Chancery:PublicUrl"]?.TrimEnd('/') ?? $"{Request.Scheme}://{Request.Host}";

    /// <summary>An account is the whole installation's: a mission touches it only when nobody else has a say in it.</summary>
    private async Task<IActionResult?> RefuseAccountAsync(Guid person, CancellationToken stop)
    {
        var missions = await db.Memberships.Where(m => m.PersonId == person).Select(m => m.MissionId).ToListAsync(stop);
        if (!missions.Contains(visit.Mission.Id)) return NotFound();
        if (person == visit.Person.Id) return await RefuseAsync(new Refusal("account.not-yourself"), stop);
        return missions.TrueForAll(m => m == visit.Mission.Id) ? null : await RefuseAsync(new Refusal("account.elsewhere"), stop);
    }

    private Task<Membership?> FindAsync(Guid id, CancellationToken stop) =>
        db.Memberships.FirstOrDefaultAsync(m => m.Id == id && m.MissionId == visit.Mission.Id, stop);

    private async Task<PageResult> RefuseAsync(Refusal refusal, CancellationToken stop)
    {
        await LoadAsync(stop);
        return this.Refuse(refusal);
    }

    private LocalRedirectResult Done()
    {
        TempData["Toast"] = HttpContext.RequestServices.GetRequiredService<Reader>()["accounts.saved"];
        return LocalRedirect($"/desk/{visit.Mission.Slug}/people");
    }

    private static string Code(Role role) => Reader.Kebab(role.ToString());

    private async Task LoadAsync(CancellationToken stop)
    {
        var here = visit.Mission.Id;
        var rows = await (
            from m in db.Set<Membership>().AsNoTracking()
            where m.MissionId == here || m.MissionId == null
            join p in db.Set<Person>().AsNoTracking() on m.PersonId equals p.Id
            select new { Membership = m, Person = p, Keys = db.Set<IdentityUserPasskey<Guid>>().Count(k => k.UserId == p.Id) }).ToListAsync(stop);
        Members =
        [
            .. rows.GroupBy(r => r.Person.Id)
                .Select(g => new Member(
                    g.First().Person, [.. g.Select(r => r.Membership).OrderBy(m => m.Role)],
                    g.Any(r => r.Membership.MissionId is null), g.First().Keys))
                .OrderBy(m => m.Person.Name, StringComparer.Create(Language.Culture(visit.Person.Language), ignoreCase: true)),
        ];
        Invitations = await db.Invitations.AsNoTracking()
            .Where(i => i.MissionId == here && i.AcceptedAt == null && i.RevokedAt == null && i.ExpiresAt > visit.Now)
            .OrderByDescending(i => i.CreatedAt).ToListAsync(stop);
    }
}
