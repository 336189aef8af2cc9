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

/// <summary>Where an invitation's link leads: makes the person, or gives the role to whoever is signed in. It works once.</summary>
[Public]
public sealed class InvitationModel(
    ChanceryDb db, MissionScope scope, UserManager<Person> people, SignInManager<Person> signIn, Visit visit, Reader reader) : PageModel
{
    public sealed class InputModel
    {
        public string? Name { get; set; }
        public string? Email { get; set; }
        public string? Password { get; set; }
    }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Invitation Invitation { get; private set; } = null!;

    public Mission Mission { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken stop)
    {
        if (!await FindAsync(token, stop)) return Over();
        Input.Email = Invitation.Email;
        return Page();
    }

    /// <summary>A new person.</summary>
    public async Task<IActionResult> OnPostAsync(string token, CancellationToken stop)
    {
        if (!await FindAsync(token, stop)) return Over();
        if (visit.IsSignedIn) return await OnPostJoinAsync(token, stop);
        var (name, email, password) = (PlainText.Clean(Input.Name).Trim(), PlainText.Clean(Input.Email).Trim(), PasswordRules.Clean(Input.Password));
        if (Invitation.Email.Length > 0) email = Invitation.Email;
        if (PasswordRules.CheckPerson(name, email) is { } refusal) return this.Refuse(refusal);
        if (PasswordRules.Check(password, "Input.Password", email, name) is { } weak) return this.Refuse(weak);

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        if (!await TakeAsync(stop)) return Over();
        var person = new Person
        {
            Name = name, UserName = email, Email = email, Language = reader.Language, CreatedAt = visit.Now, LockoutEnabled = true,
            // The administrator named the address; one that was typed here proves nothing.
            EmailConfirmed = Invitation.Email.Length > 0,
        };
        // Whose address is known signs in first and comes back: the link must not set a stranger's password.
        if (!(await people.CreateAsync(person, password)).Succeeded) return this.Refuse(new Refusal("account.email-taken", "Input.Email"));
        await JoinAsync(person.Id, stop);
        await transaction.CommitAsync(stop);
        await signIn.SignInAsync(person, isPersistent: false);
        return Welcome();
    }

    /// <summary>Whoever is signed in already.</summary>
    public async Task<IActionResult> OnPostJoinAsync(string token, CancellationToken stop)
    {
        if (!visit.IsSignedIn || !await FindAsync(token, stop)) return Over();
        if (Invitation.Email.Length > 0 && !string.Equals(Invitation.Email, visit.Person.Email, StringComparison.OrdinalIgnoreCase))
            return this.Refuse(new Refusal("account.invitation-for-other"));

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        if (!await TakeAsync(stop)) return Over();
        await JoinAsync(visit.Person.Id, stop);
        await transaction.CommitAsync(stop);
        return Welcome();
    }

    private async Task<bool> FindAsync(string token, CancellationToken stop)
    {
        var hash = Tokens.Hash(token);
        var found = await db.Invitations.AsNoTracking()
            .FirstOrDefaultAsync(i => i.TokenHash == hash && i.AcceptedAt == null && i.RevokedAt == null && i.ExpiresAt > visit.Now, stop);
        if (found?.MissionId is not { } mission) return false;
        Invitation = found;
        Mission = await db.Missions.AsNoTracking().SingleAsync(m => m.Id == mission, stop);
        scope.Enter(mission);
        return true;
    }

    // One update decides who of two that open the link at the same moment comes in.
    private async Task<bool> TakeAsync(CancellationToken stop) =>
        await db.Invitations.Where(i => i.Id == Invitation.Id && i.AcceptedAt == null && i.RevokedAt == null)
            .ExecuteUpdateAsync(i => i.SetProperty(x => x.AcceptedAt, visit.Now), stop) == 1;

    private async Task JoinAsync(Guid person, CancellationToken stop)
    {
        if (!await db.Memberships.AnyAsync(m => m.PersonId == person && m.MissionId == Mission.Id && m.Role == Invitation.Role, stop))
            db.Add(new Membership { PersonId = person, MissionId = Mission.Id, Role = Invitation.Role, Since = visit.Now });
        db.Add(new JournalEntry
        {
            Id = Guid.CreateVersion7(), MissionId = Mission.Id, Kind = "people.joined", SubjectId = person, ById = person,
            HappenedOn = Mission.Day(visit.Now), Payload = $$"""{"invitation":"{{Invitation.Id}}","role":"{{Reader.Kebab(Invitation.Role.ToString())}}"}""",
        });
        await db.SaveChangesAsync(stop);
    }

    private LocalRedirectResult Welcome() => LocalRedirect("/desk/" + Mission.Slug);

    // Used, revoked, run out or never made: the same words.
    private PageResult Over()
    {
        Invitation = null!;
        Response.StatusCode = StatusCodes.Status410Gone;
        return Page();
    }
}
