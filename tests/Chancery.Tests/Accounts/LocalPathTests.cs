using Chancery.Features.Accounts;

namespace Chancery.Tests.Accounts;

public sealed class LocalPathTests
{
    [Theory]
    [InlineData("/desk/seoul", "/desk/seoul")]
    [InlineData("/desk/seoul?tab=a&x=1#part", "/desk/seoul?tab=a&x=1#part")]
    [InlineData("/archive?q=한강", "/archive?q=%ED%95%9C%EA%B0%95")]
    [InlineData("/", "/")]
    public void An_address_of_this_house_is_kept(string back, string expected) => Assert.Equal(expected, LocalPath.Or(back, "/x"));

    [Fact]
    public void Three_hundred_ways_to_another_host_are_refused()
    {
        string[] hosts = ["evil.example", "evil.example:443", "evil%2eexample", "localhost.evil.example", "evil.example/desk", "@evil.example"];
        string[] ways =
        [
            "//{0}", "///{0}", "////{0}", "/\\{0}", "\\\\{0}", "\\/{0}", "/\t/{0}", "/\n/{0}", "/\r/{0}", "\t//{0}", " //{0}", "/ /{0}/..//{0}",
            "http://{0}", "https://{0}", "HTTPS://{0}", "http:/{0}", "http:{0}", "https:\\\\{0}", "ftp://{0}", "javascript://{0}/%0aalert(1)",
            "javascript:alert('{0}')", "data:text/html,{0}", "vbscript:{0}", "file://{0}", "//user@{0}", "//user:pass@{0}", "http://localhost@{0}",
            "/.//{0}", "/./\\{0}", "/../\\{0}", "/%09/{0}\\", "{0}", "www.{0}", "./{0}", "../{0}", "~/{0}", "?back=//{0}", "#//{0}", "%2f%2f{0}",
            "%5c%5c{0}", "/\u0000/{0}", "/\u0085/{0}", "\uFF0F\uFF0F{0}", "//\u3002{0}", "/\\/{0}", "/\\\\{0}", "/\\\t{0}", "//{0}%2f..", "//{0}\\@localhost", "http:///{0}",
        ];
        var tried = 0;
        foreach (var way in ways)
        {
            foreach (var host in hosts)
            {
                var payload = way.Replace("{0}", host, StringComparison.Ordinal);
                var to = LocalPath.Or(payload, "/desk");
                // Refused, or so written that every browser stays: one slash, then neither slash nor backslash.
                Assert.True(to == "/desk" || (to[0] == '/' && (to.Length == 1 || to[1] is not ('/' or '\\'))), payload + " → " + to);
                Assert.Equal("localhost", new Uri(new Uri("http://localhost/"), to).Host);
                Assert.All(to, c => Assert.InRange(c, ' ', '~'));
                tried++;
            }
        }
        Assert.Equal(300, tried);
    }
}
