using System.Net;
using Chancery.Platform.Access;

namespace Chancery.Tests.House;

public abstract class HouseTests
{
    private readonly House _house;

    protected HouseTests(House house)
    {
        house.Require();
        _house = house;
    }

    [Fact]
    public async Task The_application_starts_and_knows_what_it_does_not_have()
    {
        var answer = await _house.Anonymous().Get("/no-such-page/at/all/here");
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Contains("There is nothing here", answer.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_desk_is_for_members_of_the_mission_only()
    {
        Assert.Equal(HttpStatusCode.Redirect, (await _house.Anonymous().Get("/desk/seoul")).Status);
        Assert.Equal(HttpStatusCode.OK, (await (await _house.As(Role.Editor)).Get("/desk/seoul")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await _house.As(Role.Editor)).Get("/desk/other")).Status);
    }
}

public sealed class HouseOnSqlite(SqliteHouse house) : HouseTests(house), IClassFixture<SqliteHouse>;

public sealed class HouseOnPostgres(PostgresHouse house) : HouseTests(house), IClassFixture<PostgresHouse>;
