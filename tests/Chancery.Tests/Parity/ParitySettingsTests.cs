using System.Net;
using Chancery.Features.Parity;
using Chancery.Features.Stories;
using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Tests.Parity;

public abstract class ParitySettingsTests
{
    private const string Settings = "/desk/seoul/mission/parity";
    private readonly House.House _house;

    protected ParitySettingsTests(House.House house)
    {
        house.Require();
        _house = house;
    }

    [Fact]
    public async Task A_mission_chooses_what_blocks_what_warns_and_what_is_not_shown()
    {
        var administrator = await _house.As(Role.Administrator);
        var approver = await _house.As(Role.Approver);
        var story = await _house.Editions();
        var elsewhere = await _house.Editions(mission: _house.Other);

        await Choose(administrator, "Warn");
        Assert.Contains("1 finding.", (await approver.Get(story.Desk("ko") + "/review")).Main, StringComparison.Ordinal);
        Assert.DoesNotContain("blocks publishing", (await approver.Get(story.Desk("ko") + "/review")).Main, StringComparison.Ordinal);
        await Choose(administrator, "Hide");
        Assert.Contains("The editions say the same.", (await approver.Get(story.Desk("ko") + "/review")).Main, StringComparison.Ordinal);
        await Choose(administrator, "Block");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Publish(approver, story.Desk("ko"))).Status);
        await Choose(administrator, "Warn");
        Assert.Equal(HttpStatusCode.Redirect, (await Publish(approver, story.Desk("ko"))).Status);

        // What one mission chose is nothing to another.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Publish(await _house.As(Role.Approver, "other"), elsewhere.Desk("ko", "other"))).Status);
        Assert.Empty(await _house.Rows(db => db.Set<ParitySetting>().Where(s => s.MissionId == _house.Other).ToListAsync()));

        await Choose(administrator, "");
        Assert.Empty(await _house.Rows(db => db.Set<ParitySetting>().Where(s => s.MissionId == _house.Seoul && s.Kind == "number").ToListAsync()));
        var entries = await _house.Rows(db => db.Journal.Where(e => e.Kind == "parity.settings" && e.Payload.Contains("number")).OrderBy(e => e.Sequence).Select(e => e.Payload).ToListAsync());
        Assert.Equal(["""{"number":"warn"}""", """{"number":"hide"}""", """{"number":"block"}""", """{"number":"warn"}""", """{"number":"by-severity"}"""], entries);
    }

    [Fact]
    public async Task The_second_of_two_administrators_is_told_and_nothing_is_overwritten()
    {
        var administrator = await _house.As(Role.Administrator);
        var opened = await administrator.Get(Settings);
        await administrator.Submit(opened, "#parity-settings", ("Kinds[link]", "Hide"));
        var late = await administrator.Submit(opened, "#parity-settings", ("Kinds[link]", "Warn"));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Equal(Treatment.Hide, await _house.Rows(db => db.Set<ParitySetting>().Where(s => s.Kind == "link").Select(s => s.Treatment).SingleAsync()));
        Assert.Equal(HttpStatusCode.Redirect, (await administrator.Submit(late, "#parity-settings")).Status);
        Assert.Equal(Treatment.Warn, await _house.Rows(db => db.Set<ParitySetting>().Where(s => s.Kind == "link").Select(s => s.Treatment).SingleAsync()));
        foreach (var (kind, treatment) in ((string, string)[])[("link", "Sing"), ("nonsense", "Hide"), ("link", "7")])
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await administrator.Submit(await administrator.Get(Settings), "#parity-settings", ($"Kinds[{kind}]", treatment))).Status);
    }

    private static async Task Choose(Visitor administrator, string treatment) => Assert.Equal(
        HttpStatusCode.Redirect, (await administrator.Submit(await administrator.Get(Settings), "#parity-settings", ("Kinds[number]", treatment))).Status);

    private static async Task<Answer> Publish(Visitor approver, string at) => await approver.Submit(await approver.Get(at + "/review"), "#publish");
}

public sealed class ParitySettingsOnSqlite(SqliteHouse house) : ParitySettingsTests(house), IClassFixture<SqliteHouse>;

public sealed class ParitySettingsOnPostgres(PostgresHouse house) : ParitySettingsTests(house), IClassFixture<PostgresHouse>;
