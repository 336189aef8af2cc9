using System.Security.Cryptography;
using System.Text;

namespace Chancery.Platform.Access;

/// <summary>Random link and API tokens: 256 bits, base64url. The database keeps their SHA-256 only.</summary>
public static class Tokens
{
    public static string New(string prefix = "") =>
        prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
