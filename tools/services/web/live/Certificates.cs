using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Pedestal.Web.Live;

/// <summary>When the certificates end that "certificates" wrote for the broker.</summary>
static class Certificates
{
    /// <summary>Those in a folder; none if there is no such folder.</summary>
    public static IReadOnlyList<(string File, DateTimeOffset End)> In(string folder)
    {
        List<(string File, DateTimeOffset End)> found = [];
        foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.pem") : [])
        {
            try
            {
                using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(file));
                found.Add((Path.GetFileName(file), certificate.NotAfter.ToUniversalTime()));
            }
            catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
            {
                // A key, or a file of somebody else.
            }
        }

        return found;
    }
}
