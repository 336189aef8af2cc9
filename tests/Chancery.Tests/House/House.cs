using System.Security.Claims;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Jobs;
using Chancery.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Chancery.Tests.House;

/// <summary>
/// The whole application on a fresh, migrated database, for one test class. Two missions ("seoul" and "other") with one
/// person of each role: <c>editor@seoul.example</c>, …, password <see cref="Password"/>. The clock stands still until a
/// test moves it: Thursday 17 September 2026, 11:00 in Seoul.
/// </summary>
public abstract class House : IAsyncLifetime
{
    public const string Password = "three rivers meet here";

    private WebApplicationFactory<Program>? _factory;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 9, 17, 2, 0, 0, TimeSpan.Zero));

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "chancery-test-" + Guid.CreateVersion7().ToString("N"));

    public IServiceProvider Services => _factory!.Services;

    public Guid Seoul { get; private set; }

    public Guid Other { get; private set; }

    /// <summary>Skips the test when its database is not there.</summary>
    public virtual void Require()
    {
    }

    /// <summary>More settings for this class's application.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string?>> Settings => [];

    /// <summary>What this class's application has beside its own services.</summary>
    protected virtual void Configure(IWebHostBuilder builder)
    {
    }

    protected abstract Task<string?> PrepareDatabaseAsync();

    protected virtual Task DropDatabaseAsync() => Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        if (!IsConfigured) return;
        Directory.CreateDirectory(Folder);
        var connection = await PrepareDatabaseAsync();
        _factory = new Factory(this, connection);
        _ = _factory.Server;
        await SeedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_factory is not null)
        {
            await _factory.DisposeAsync();
            await DropDatabaseAsync();
            Directory.Delete(Folder, recursive: true);
        }
        GC.SuppressFinalize(this);
    }

    protected virtual bool IsConfigured => true;

    /// <summary>Somebody who is not signed in.</summary>
    public Visitor Anonymous() => new(Client());

    /// <summary>The person of a role, signed in by a cookie such as the sign-in page gives.</summary>
    public Task<Visitor> As(Role role, string mission = "seoul") => As(EmailOf(role, mission));

    public async Task<Visitor> As(string email)
    {
        await using var scope = Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var person = await people.FindByEmailAsync(email) ?? throw new ArgumentException(email, nameof(email));
        var principal = await scope.ServiceProvider.GetRequiredService<SignInManager<Person>>().CreateUserPrincipalAsync(person);
        var options = Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var now = Clock.GetUtcNow();
        var ticket = new AuthenticationTicket(
            principal, new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddDays(1) }, IdentityConstants.ApplicationScheme);
        var client = Client();
        client.DefaultRequestHeaders.Add("Cookie", $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}");
        return new Visitor(client);
    }

    public HttpClient Client() => _factory!.CreateDefaultClient(
        new Uri("http://localhost"), new Microsoft.AspNetCore.Mvc.Testing.Handlers.CookieContainerHandler());

    public static string EmailOf(Role role, string mission = "seoul") => $"{role.ToString().ToLowerInvariant()}@{mission}.example";

    /// <summary>Reads or writes rows of every mission, in a scope of its own.</summary>
    public async Task<T> Rows<T>(Func<ChanceryDb, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<MissionScope>().EnterEvery();
        return await work(scope.ServiceProvider.GetRequiredService<ChanceryDb>());
    }

    public Task Rows(Func<ChanceryDb, Task> work) => Rows(async db =>
    {
        await work(db);
        return 0;
    });

    /// <summary>Adds rows and saves them.</summary>
    public Task Given(params object[] rows) => Rows(async db =>
    {
        db.AddRange(rows);
        await db.SaveChangesAsync();
    });

    /// <summary>
    /// Runs every job that is due by the standing clock, and waits for those that the application's own runner has taken:
    /// moving the clock wakes it, and it may be faster.
    /// </summary>
    public async Task RunJobs()
    {
        var runner = Services.GetServices<IHostedService>().OfType<JobRunner>().Single();
        var patience = TimeSpan.FromSeconds(30);
        var since = System.Diagnostics.Stopwatch.GetTimestamp();
        do
        {
            while (await runner.RunOneAsync(CancellationToken.None))
            {
            }
            var now = Clock.GetUtcNow().UtcDateTime;
            if (!await Rows(db => db.Jobs.AnyAsync(j => j.DoneAt == null && j.DueAt <= now))) return;
            await Task.Delay(10);
        }
        while (System.Diagnostics.Stopwatch.GetElapsedTime(since) < patience);
        throw new TimeoutException("A due job was not done.");
    }

    /// <summary>What this class's application begins with.</summary>
    protected virtual async Task SeedAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<MissionScope>().EnterEvery();
        var db = scope.ServiceProvider.GetRequiredService<ChanceryDb>();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        // One slow hash for all.
        var hash = people.PasswordHasher.HashPassword(new Person { Name = "" }, Password);
        foreach (var slug in (string[])["seoul", "other"])
        {
            var mission = new Mission
            {
                Slug = slug,
                Name = new Translated(("en", $"Institute, {slug}"), ("ko", slug == "seoul" ? "서울 문화원" : "다른 문화원")),
                Issuer = new Translated(("en", $"The Institute, {slug}"), ("ko", $"{slug} 문화원")),
                City = new Translated(("en", "Seoul"), ("ko", "서울")),
                Zone = "Asia/Seoul", LanguageList = "en,ko", Country = "KR", CreatedAt = Clock.GetUtcNow().UtcDateTime,
            };
            db.AddMission(mission);
            if (slug == "seoul") Seoul = mission.Id;
            else Other = mission.Id;
            foreach (var role in Enum.GetValues<Role>())
            {
                var email = EmailOf(role, slug);
                var person = new Person
                {
                    Name = $"{role} of {slug}", UserName = email, Email = email, EmailConfirmed = true,
                    NormalizedEmail = people.NormalizeEmail(email), NormalizedUserName = people.NormalizeName(email),
                    PasswordHash = hash, SecurityStamp = Guid.CreateVersion7().ToString(), LockoutEnabled = true,
                    CreatedAt = Clock.GetUtcNow().UtcDateTime,
                };
                db.Add(person);
                db.Add(new Membership { PersonId = person.Id, MissionId = mission.Id, Role = role, Since = person.CreatedAt });
            }
        }
        await db.SaveChangesAsync();
    }

    private sealed class Factory(House house, string? connection) : WebApplicationFactory<Program>
    {
        // Host settings, not UseSetting: they reach the program as words of its command line, before it reads them.
        protected override IHost CreateHost(IHostBuilder builder)
        {
            builder.ConfigureHostConfiguration(settings => settings.AddInMemoryCollection(
            [
                new("Chancery:Data", house.Folder),
                new("ConnectionStrings:Chancery", connection),
                new("Chancery:RequireSecondFactor", "false"),
                new("Logging:LogLevel:Default", "Warning"),
                // As it is run: without the developer's pages for errors and files.
                new("environment", "Production"),
                new("ReloadStaticAssetsAtRuntime", "false"),
            ]).AddInMemoryCollection(house.Settings));
            return base.CreateHost(builder);
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(house.Clock));
            house.Configure(builder);
        }
    }
}

/// <summary>The application on a SQLite file, copied from one that was migrated once.</summary>
public class SqliteHouse : House
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static string? _template;

    protected override async Task<string?> PrepareDatabaseAsync()
    {
        await Gate.WaitAsync();
        try
        {
            if (_template is null)
            {
                var path = Path.Combine(Path.GetTempPath(), $"chancery-template-{Environment.ProcessId}.db");
                File.Delete(path);
                await using (var db = Databases.Sqlite(path)) await Databases.MigrateAsync(db);
                Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
                _template = path;
            }
        }
        finally
        {
            Gate.Release();
        }
        File.Copy(_template, Path.Combine(Folder, "chancery.db"));
        return null;
    }
}

/// <summary>The application on PostgreSQL; its tests are skipped, with the reason, where there is none.</summary>
public class PostgresHouse : House
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static string? _template;
    private string? _name;

    protected override bool IsConfigured => PostgresServer.Configured;

    public override void Require() => PostgresServer.Require();

    protected override async Task<string?> PrepareDatabaseAsync()
    {
        await Gate.WaitAsync();
        try
        {
            if (_template is null)
            {
                var name = await PostgresServer.CreateAsync();
                await using (var db = Databases.Postgres(PostgresServer.ConnectionTo(name))) await Databases.MigrateAsync(db);
                _template = name;
            }
            _name = await PostgresServer.CreateAsync(_template);
        }
        finally
        {
            Gate.Release();
        }
        return PostgresServer.ConnectionTo(_name).Replace("Pooling=False", "Maximum Pool Size=20", StringComparison.OrdinalIgnoreCase);
    }

    protected override async Task DropDatabaseAsync()
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        await PostgresServer.DropAsync(_name!);
    }
}
