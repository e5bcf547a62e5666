namespace Pedestal.Core.Tests;

/// <summary>A certificate of an authority called Venue, with a P-256 key.</summary>
static class Certificates
{
    /// <summary>DER in Base64, as typed at the console.</summary>
    public const string Text =
        "MIIBYzCCAQigAwIBAgIBATAKBggqhkjOPQQDAjAQMQ4wDAYDVQQDDAVWZW51ZTAeFw0yNjExMjgxMzEwNTlaFw00NjExMjMxMzEw"
        + "NTlaMBAxDjAMBgNVBAMMBVZlbnVlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEJtpdYmVoHE1wV2SaTMUDK4qR2jpLltpHpcWi"
        + "n78TOlRI8MvSHo4IQgOqYYe+9LNDLyOeJlCaqnyjlgz/3quBKKNTMFEwHQYDVR0OBBYEFGT/iB7srKkvNZ73BiPAxcyGI9nxMB8G"
        + "A1UdIwQYMBaAFGT/iB7srKkvNZ73BiPAxcyGI9nxMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAPMeogH4ZIy2"
        + "ZlJS88K9jUFgYLwDs6sajEBcZH05hV78AiEA2zZt3kJWP8Fp2Pm35NcW05V4bV7+PwErjhXyIo/5QT8=";

    /// <summary>Its bytes.</summary>
    public static byte[] Der { get; } = Convert.FromBase64String(Text);
}
