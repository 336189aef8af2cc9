using System.Net;
using Chancery.Platform.Access;
using Chancery.Tests.House;

namespace Chancery.Tests.Accounts;

public sealed class SecondFactorTests(StrictHouse house) : IClassFixture<StrictHouse>
{
    [Theory]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Approver)]
    public async Task Who_can_publish_or_let_people_in_is_led_to_enrol_before_any_desk(Role role)
    {
        var email = await house.NewPerson(role);
        var visitor = house.Anonymous();
        await SignInTests.SignIn(visitor, email, House.House.Password);
        Assert.Equal("/account?enrol=true", (await visitor.Get("/desk/seoul")).Location!.PathAndQuery());
        Assert.Contains("needs a second key", (await visitor.Get("/account?enrol=true")).Main, StringComparison.Ordinal);

        await SignInTests.Enrol(visitor);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/desk/seoul")).Status);
    }

    [Fact]
    public async Task A_session_by_password_alone_does_not_become_strong_by_an_enrolment_elsewhere()
    {
        var email = await house.NewPerson(Role.Approver);
        var visitor = await house.As(email); // a session that says nothing about how it began
        var enrolled = house.Anonymous();
        await SignInTests.SignIn(enrolled, email, House.House.Password);
        await SignInTests.Enrol(enrolled);
        Assert.NotEqual(HttpStatusCode.OK, (await visitor.Get("/desk/seoul")).Status);
        // A new session of the same kind is led to sign in again, with the code.
        visitor = await house.As(email);
        Assert.Equal("/account/sign-in?stronger=true&back=%2Fdesk%2Fseoul", (await visitor.Get("/desk/seoul")).Location!.PathAndQuery());
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/account/sign-in?stronger=true&back=%2Fdesk%2Fseoul")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Post("/desk/seoul/people?handler=Invite", ("Role", "Editor"))).Status);
    }

    [Fact]
    public async Task Everyone_else_enters_with_a_password()
    {
        foreach (var role in (Role[])[Role.Editor, Role.Volunteer, Role.Translator])
            Assert.Equal(HttpStatusCode.OK, (await (await house.As(role)).Get("/desk/seoul")).Status);
    }
}
