using System.Security.Cryptography;
using System.Text;
using Chancery.Features.Accounts;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Setup;

/// <summary>The key of this start's setup link: whoever reads the server's console is who set it up.</summary>
internal sealed class SetupKey
{
    public const string Cookie = "chancery.setup";

    public string Value { get; } = Tokens.New();

    public bool Opens(string? key) => key is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(Value));
}

/// <summary>
/// What the first run makes: one mission, then one administrator of the whole installation. The browser and the command
/// line come here; both only while there is no person.
/// </summary>
internal static class FirstRun
{
    public sealed class MissionInput
    {
        public Dictionary<string, string?> Name { get; set; } = [];
        public string? Slug { get; set; }
        public string? Zone { get; set; }
        public string? Default { get; set; }
        public List<string> Languages { get; set; } = [];
    }

    public static Task<bool> IsOpenAsync(ChanceryDb db, CancellationToken stop) => NotAsync(db.Users.AnyAsync(stop));

    /// <summary>May this visitor set the installation up? The link's key, or the cookie it left.</summary>
    public static async Task<bool> MayAsync(HttpContext http, ChanceryDb db, SetupKey key) =>
        (key.Opens(http.Request.Query["key"]) || key.Opens(http.Request.Cookies[SetupKey.Cookie])) && await IsOpenAsync(db, http.RequestAborted);

    /// <summary>The mission that an earlier, interrupted run has made.</summary>
    public static Task<Mission?> MissionAsync(ChanceryDb db, CancellationToken stop) =>
        db.Missions.OrderBy(m => m.CreatedAt).FirstOrDefaultAsync(stop);

    public static async Task<Refusal?> SaveMissionAsync(ChanceryDb db, MissionInput input, DateTime now, CancellationToken stop)
    {
        List<string> languages = [.. input.Languages.Prepend(input.Default ?? "").Where(Language.IsKnown).Distinct()];
        var slug = (input.Slug ?? "").Trim().ToLowerInvariant();
        if (Check(input, languages, slug) is { } refusal) return refusal;

        var mission = await MissionAsync(db, stop);
        if (mission is not null && mission.Slug != slug)
        {
            // Only the empty row of an interrupted run: no person has been here yet.
            await db.Set<JournalHead>().Where(h => h.MissionId == mission.Id).ExecuteDeleteAsync(stop);
            await db.Missions.Where(m => m.Id == mission.Id).ExecuteDeleteAsync(stop);
            db.ChangeTracker.Clear();
            mission = null;
        }
        var name = new Translated(input.Name.Where(n => Language.IsKnown(n.Key)).Select(n => KeyValuePair.Create(n.Key, n.Value ?? "")));
        if (mission is null)
        {
            db.AddMission(new Mission
            {
                Slug = slug, Name = name, Issuer = name, Zone = input.Zone!, LanguageList = string.Join(',', languages), CreatedAt = now,
            });
        }
        else
        {
            (mission.Name, mission.Issuer, mission.Zone, mission.LanguageList) = (name, name, input.Zone!, string.Join(',', languages));
        }
        await db.SaveChangesAsync(stop);
        return null;
    }

    /// <summary>The first person; <paramref name="works"/> also gives the roles that write and approve.</summary>
    public static async Task<(Refusal?, Person?)> MakeAdministratorAsync(
        IServiceProvider services, string? name, string? email, string? password, bool works, string language, CancellationToken stop)
    {
        var db = services.GetRequiredService<ChanceryDb>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        (name, email, password) = (PlainText.Clean(name).Trim(), PlainText.Clean(email).Trim(), PasswordRules.Clean(password));
        if (PasswordRules.CheckPerson(name, email) is { } refusal) return (refusal, null);
        if (PasswordRules.Check(password, "Input.Password", email, name) is { } weak) return (weak, null);

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var mission = (await MissionAsync(db, stop))!;
        // Takes the write lock before looking: of two that finish setup at once, the second finds a person.
        await db.Set<JournalHead>().Where(h => h.MissionId == mission.Id).ExecuteUpdateAsync(h => h.SetProperty(x => x.Sequence, x => x.Sequence), stop);
        if (!await IsOpenAsync(db, stop)) return (new Refusal("account.setup-over"), null);

        var person = new Person
        {
            Name = name, UserName = email, Email = email, EmailConfirmed = true, LockoutEnabled = true, Language = language, CreatedAt = now,
        };
        if (!(await services.GetRequiredService<UserManager<Person>>().CreateAsync(person, password)).Succeeded)
            return (new Refusal("account.no-email", "Input.Email"), null);
        db.Add(new Membership { PersonId = person.Id, Role = Role.Administrator, Since = now });
        foreach (var role in works ? (Role[])[Role.Editor, Role.Approver] : [])
            db.Add(new Membership { PersonId = person.Id, MissionId = mission.Id, Role = role, Since = now });
        services.GetRequiredService<MissionScope>().Enter(mission.Id);
        db.Add(new JournalEntry
        {
            Id = Guid.CreateVersion7(), MissionId = mission.Id, Kind = "people.joined", SubjectId = person.Id, ById = person.Id,
            HappenedOn = mission.Day(now), Payload = """{"role":"administrator"}""",
        });
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return (null, person);
    }

    private static Refusal? Check(MissionInput input, List<string> languages, string slug)
    {
        if (languages.Count == 0 || languages[0] != input.Default) return new Refusal("account.mission-languages", "Input.Default");
        if (string.IsNullOrWhiteSpace(input.Name.GetValueOrDefault(languages[0])))
            return new Refusal("account.mission-name", $"Input.Name[{languages[0]}]").With("language", Language.Endonym(languages[0]));
        if (input.Name.FirstOrDefault(n => n.Value?.Length > 500) is { Key: { } longest }) return new Refusal("account.text-long", $"Input.Name[{longest}]").With("n", 500);
        if (!Slug.IsValid(slug)) return new Refusal("account.mission-slug", "Input.Slug");
        if (!MissionSetup.IsFree(slug)) return new Refusal("account.mission-slug-taken", "Input.Slug");
        return input.Zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(input.Zone, out _) ? null : new Refusal("account.mission-zone", "Input.Zone");
    }

    private static async Task<bool> NotAsync(Task<bool> there) => !await there;
}
