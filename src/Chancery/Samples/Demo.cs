using System.CommandLine;
using Chancery.Platform.Access;
using Chancery.Platform.Cli;
using Chancery.Platform.Files;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Samples;

/// <summary>
/// <c>chancery demo</c>: a fresh data folder with the two samples, served on this machine only (everybody knows its
/// password). A folder that already holds an installation is never touched.
/// </summary>
internal static class Demo
{
    public const string Password = "rivers-week-demo";

    public static readonly Verb Verb = new("demo", "A fresh data folder with two sample programmes, served", command =>
    {
        var noServe = new Option<bool>("--no-serve") { Description = "Only make the data folder" };
        command.Add(noServe);
        return async (parsed, build, stop) =>
        {
            var urls = parsed.GetValue<string>("--urls")!;
            if (!urls.Split(';').All(IsLoopback))
            {
                await Console.Error.WriteLineAsync("The demo's password is public, so it serves this machine only: use a localhost address.");
                return 1;
            }
            var folder = parsed.GetResult("--data") is System.CommandLine.Parsing.OptionResult { Implicit: false } ? parsed.GetValue<string>("--data")! : FreshFolder();
            if (File.Exists(Path.Combine(folder, "chancery.db")))
            {
                await Console.Error.WriteLineAsync($"{folder} already holds an installation. Choose an empty folder with --data, or serve it with: chancery serve --data {folder}");
                return 1;
            }
            await using var app = build([.. Commands.Settings(parsed), $"--Chancery:Data={folder}", "--Chancery:RequireSecondFactor=false", "--Logging:LogLevel:Default=Warning"]);
            await Commands.PrepareAsync(app, stop);
            var people = await LoadAsync(app.Services, stop);
            Tell(urls.Split(';')[0], Path.GetFullPath(folder), people);
            if (parsed.GetValue(noServe)) return 0;
            await app.RunAsync(stop);
            return 0;
        };
    });

    /// <summary>Loads both samples into an empty installation. Answers the people with their roles, in the sample's order.</summary>
    internal static async Task<IReadOnlyList<(Person Person, Role Role)>> LoadAsync(IServiceProvider services, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<MissionScope>().EnterEvery();
        var db = scope.ServiceProvider.GetRequiredService<ChanceryDb>();
        var clock = scope.ServiceProvider.GetRequiredService<TimeProvider>();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var folder = Path.Combine(AppContext.BaseDirectory, "Samples");
        var people = new Dictionary<string, (Person Person, Role Role)>(StringComparer.Ordinal);
        foreach (var sample in (await SampleFile.ReadAsync(Path.Combine(folder, "rivers-week"), stop)).People)
        {
            var person = new Person
            {
                Name = sample.Name, UserName = sample.Email, Email = sample.Email, EmailConfirmed = true, Language = sample.Language,
                CreatedAt = clock.GetUtcNow().UtcDateTime,
            };
            var made = await users.CreateAsync(person, Password);
            if (!made.Succeeded) throw new InvalidDataException(string.Join(' ', made.Errors.Select(e => e.Description)));
            var role = Enum.Parse<Role>(sample.Role, ignoreCase: true);
            people[sample.Key] = (person, role);
            if (role == Role.Reviewer) db.Add(new Membership { PersonId = person.Id, Role = role, Since = person.CreatedAt });
        }
        foreach (var name in (string[])["korea-2016", "rivers-week"])
        {
            var loader = new SampleLoader(db, scope.ServiceProvider.GetRequiredService<FileStore>(), clock, people);
            await loader.LoadAsync(Path.Combine(folder, name), stop);
        }
        return [.. people.Values];
    }

    private static void Tell(string url, string folder, IReadOnlyList<(Person Person, Role Role)> people)
    {
        var words = new Words();
        Console.WriteLine();
        Console.WriteLine($"Chancery is ready:  {url}/desk      the desk");
        Console.WriteLine($"                    {url}/          the newsrooms");
        Console.WriteLine();
        Console.WriteLine($"Sign in with the password  {Password}  as:");
        foreach (var (person, role) in people)
            Console.WriteLine($"  {person.Email,-34} {person.Name}, {words.Get("en", "role." + Reader.Kebab(role.ToString())).ToLowerInvariant()}");
        Console.WriteLine();
        Console.WriteLine($"To see the parity check, open the story “A year of mornings at Eulsukdo”: its Korean correction differs in a dozen places.");
        Console.WriteLine();
        Console.WriteLine($"Data: {folder}. Stop with Ctrl+C; it is served again with: chancery serve --data {folder} --Chancery:RequireSecondFactor=false");
        Console.WriteLine();
    }

    private static bool IsLoopback(string url) => Uri.TryCreate(url.Trim(), UriKind.Absolute, out var address) && address.IsLoopback;

    private static string FreshFolder()
    {
        for (var i = 1; ; i++)
        {
            var folder = Path.Combine("data", i == 1 ? "demo" : $"demo-{i}");
            if (!File.Exists(Path.Combine(folder, "chancery.db"))) return folder;
        }
    }
}
