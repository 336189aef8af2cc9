using System.Net;
using Chancery.Features.Setup;
using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Storage;
using Chancery.Tests.House;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chancery.Tests.Accounts;

/// <summary>An application where nobody has been yet.</summary>
public abstract class SetupTests
{
    private readonly House.House _house;

    protected SetupTests(House.House house)
    {
        house.Require();
        _house = house;
    }

    [Fact]
    public async Task Setup_opens_with_its_key_only_while_nobody_is_here_and_never_again()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await _house.Anonymous().Get("/setup?key=" + Key)).Status);
        await EmptyAsync();
        foreach (var path in (string[])["/setup", "/setup?key=", "/setup?key=guess", "/setup/mission", "/setup/administrator"])
            Assert.Equal(HttpStatusCode.NotFound, (await _house.Anonymous().Get(path)).Status);

        var visitor = _house.Anonymous();
        Assert.Equal("/setup", (await visitor.Get("/setup?key=" + Key)).Location!.PathAndQuery());
        var page = await visitor.Get("/setup");
        Assert.Equal("/setup/mission", (await visitor.Submit(page, "main form", ("language", "ko"))).Location!.PathAndQuery());
        page = await visitor.Get("/setup/mission");
        Assert.Contains("기관", page.Main, StringComparison.Ordinal);

        (string, string)[] mission =
            [("Input.Name[ko]", "부산 문화원"), ("Input.Name[en]", "Institute, Busan"), ("Input.Slug", "busan"), ("Input.Zone", "Asia/Seoul"), ("Input.Default", "ko"), ("Input.Languages", "en")];
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.Submit(page, "main form", With(mission, "Input.Slug", "desk"))).Status);
        var kept = await visitor.Submit(page, "main form", With(mission, "Input.Slug", "Not A Slug"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, kept.Status);
        Assert.Contains("부산 문화원", kept.Text, StringComparison.Ordinal);
        Assert.Equal("/setup/administrator", (await visitor.Submit(page, "main form", mission)).Location!.PathAndQuery());

        // A break: the link opens again, what was entered is there, and may be changed.
        var again = _house.Anonymous();
        await again.Get("/setup?key=" + Key);
        page = await again.Get("/setup/mission");
        Assert.Contains("value=\"busan\"", page.Text, StringComparison.Ordinal);
        await again.Submit(page, "main form", ("Input.Slug", "pusan"));
        Assert.Equal(["pusan"], await _house.Rows(db => db.Set<Mission>().Select(m => m.Slug).ToListAsync()));

        var slower = await visitor.Get("/setup/administrator");
        page = await again.Get("/setup/administrator");
        (string, string)[] administrator = [("Input.Name", "Ilse Marten"), ("Input.Email", "ilse@orvelia.example"), ("Input.Password", "seven bridges over it"), ("Input.Works", "true")];
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await again.Submit(page, "main form", With(administrator, "Input.Password", "ilse"))).Status);
        var made = await again.Submit(page, "main form", administrator);
        Assert.Equal("/account/authenticator?next=%2Fsetup%2Fdone", made.Location!.PathAndQuery());
        var (_, codes) = await SignInTests.Enrol(again);
        Assert.Equal(10, codes.Count);
        Assert.Equal(3, (await again.Get("/setup/done")).Document.QuerySelectorAll("main a[href^='/desk/pusan']").Length);
        foreach (var path in (string[])["/desk/pusan", "/desk/pusan/people", "/desk/pusan/mission"])
            Assert.Equal(HttpStatusCode.OK, (await again.Get(path)).Status);
        Assert.Equal(1, await _house.Rows(db => db.Set<JournalEntry>().CountAsync(e => e.Kind == "people.joined")));

        // Over, for the key too.
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get("/setup/administrator")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Submit(slower, "main form", administrator)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _house.Anonymous().Get("/setup?key=" + Key)).Status);
    }

    private static (string, string)[] With((string Name, string)[] fields, string name, string value) =>
        [.. fields.Where(f => f.Name != name), (name, value)];

    private string Key => _house.Services.GetRequiredService<SetupKey>().Value;

    private Task EmptyAsync() => _house.Rows(async db =>
    {
        await db.Set<Membership>().ExecuteDeleteAsync();
        await db.Users.ExecuteDeleteAsync();
        await db.Set<JournalHead>().ExecuteDeleteAsync();
        await db.Set<Mission>().ExecuteDeleteAsync();
    });
}

public sealed class SetupOnSqlite(SqliteHouse house) : SetupTests(house), IClassFixture<SqliteHouse>;

public sealed class SetupOnPostgres(PostgresHouse house) : SetupTests(house), IClassFixture<PostgresHouse>;
