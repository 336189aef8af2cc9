using System.Text;
using Chancery.Platform.Access;
using Chancery.Platform.Web;

namespace Chancery.Tests.Guards;

/// <summary>docs/rules/permissions.md and the one table in the code are the same; CHANCERY_ACCEPT=1 writes the page anew.</summary>
public sealed class PermissionPageTests
{
    [Fact]
    public void The_page_about_permissions_shows_the_one_table()
    {
        var page = new StringBuilder();
        page.Append("""
            # Who may do what

            This page is made from `src/Chancery/Platform/Access/Permissions.cs` by a test, which also fails when the two
            differ (`CHANCERY_ACCEPT=1 ./test The_page_about_permissions` writes it anew). Another test tries every address
            of the application as every role.

            A person's permissions in a mission are those of all their roles there. Not yours is 404, yours but not allowed
            is 403. A role marked † speaks for the mission or lets people in, so it needs a second factor.

            | |
            """.ReplaceLineEndings("\n"));
        var roles = Enum.GetValues<Role>();
        foreach (var role in roles) page.Append($" {role}{(Permissions.IsPowerful(role) ? " †" : "")} |");
        page.Append("\n|---|").Append(string.Concat(roles.Select(_ => ":-:|"))).Append('\n');
        foreach (var permission in Enum.GetValues<Permission>())
        {
            page.Append($"| {Words(permission)} |");
            foreach (var role in roles) page.Append(Permissions.Allows(role, permission) ? " ● |" : " |");
            page.Append('\n');
        }
        page.Append("""

            ## Scopes of API tokens

            A token acts as its person in one mission, and never gives more than the person has there. Approving, managing
            people and managing the mission are in no scope.

            | scope | gives |
            |---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var scope in ApiScopes.All)
            page.Append($"| `{scope}` | {string.Join(", ", Enum.GetValues<Permission>().Where(p => ApiScopes.Allow([scope], p)).Select(Words))} |\n");
        DocumentedPage.Holds("docs/rules/permissions.md", page.ToString());
    }

    [Fact]
    public void No_token_reaches_what_needs_a_second_factor()
    {
        foreach (var permission in (Permission[])[Permission.ApproveStories, Permission.ManagePeople, Permission.ManageMission])
            Assert.False(ApiScopes.Allow(ApiScopes.All, permission), $"{permission}");
    }

    private static string Words(Permission permission) => Reader.Kebab(permission.ToString()).Replace('-', ' ');
}
