namespace Pedestal.Venue.Tests;

public sealed class SecretFinderTests
{
    static readonly byte[] Secret = [.. Enumerable.Range(0, 40).Select(i => (byte)(7 * i + 13))];

    public static TheoryData<string> Leaks =>
    [
        Convert.ToHexString(Secret.AsSpan(9, 16)),
        Convert.ToHexStringLower(Secret),
        "f" + Convert.ToHexStringLower(Secret.AsSpan(3, 17)),
        BitConverter.ToString(Secret, 5, 16),
        Convert.ToBase64String(Secret),
        Convert.ToBase64String([1, .. Secret]),
        Convert.ToBase64String([1, 2, .. Secret]),
        "x" + Convert.ToBase64String(Secret).Replace('+', '-').Replace('/', '_'),
        string.Join(", ", Secret[4..20]),
        System.Text.Encoding.Latin1.GetString(Secret),
        "account-of-a-guest",
        "ACCOUNT-OF-A-GUEST",
        Convert.ToHexString("account-of-a-guest"u8),
    ];

    [Theory]
    [MemberData(nameof(Leaks))]
    public void Every_leak_is_found(string leak)
    {
        var finder = new SecretFinder();
        finder.Add("secret", Secret);
        finder.Add("secret", "account-of-a-guest");
        Assert.Equal(["secret"], finder.Find($"Refused {leak} at gate-1"));
    }

    [Theory]
    [InlineData("Enter at gate-1: Admitted after 12.5 ms (search 3.1, ticketing 2.0)")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("fingerprint 6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b")]
    public void Harmless_text_is_not_reported(string text)
    {
        var finder = new SecretFinder();
        finder.Add("secret", [.. Secret, .. new byte[40]]);
        Assert.Empty(finder.Find(text));
    }
}
