using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pedestal.Messaging;

namespace Pedestal.Matcher.Tests;

/// <summary>Mosquitto with the configuration that comes with the matcher, on a free port: TLS, accounts, topic rights.</summary>
sealed class Mosquitto : IDisposable
{
    static readonly string[] Programs = ["/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto"];

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mosquitto-");
    readonly string _program;
    Process? _process;

    public Mosquitto(params string[] accounts)
    {
        _program = Programs.FirstOrDefault(File.Exists) ?? "";
        Assert.SkipWhen(_program.Length == 0, "Mosquitto is not installed (Debian: apt-get install mosquitto)");
        var shipped = Path.Combine(AppContext.BaseDirectory, "mosquitto");
        File.Copy(Path.Combine(shipped, "acl"), PathOf("acl"));
        File.WriteAllText(PathOf("mosquitto.conf"), File.ReadAllText(Path.Combine(shipped, "mosquitto.conf"))
            .Replace("listener 8883", $"listener {Port} 127.0.0.1", StringComparison.Ordinal)

            // Started by root it would become a user who cannot read this folder.
            + (Environment.IsPrivilegedProcess ? "user root\n" : "") + "log_dest none\n");
        Certify();
        foreach (var account in accounts)
        {
            var password = RandomNumberGenerator.GetHexString(24);
            File.WriteAllText(PathOf(account + ".password"), password + "\n");
            File.AppendAllText(PathOf("passwords"), $"{account}:{password}\n");
        }

        using var hashing = Process.Start(
            Path.Combine("/usr/bin", "mosquitto_passwd"), ["-U", PathOf("passwords")]);
        hashing.WaitForExit();
        Assert.Equal(0, hashing.ExitCode);
        Start();
    }

    public int Port { get; } = FreePort();

    public BrokerLogin LoginOf(string account) => new()
    {
        Username = account, PasswordFile = PathOf(account + ".password"), Tls = true,
        AuthorityFile = PathOf("authority.pem"),
    };

    /// <summary>Starts it and waits until it listens.</summary>
    public void Start()
    {
        _process = Process.Start(
            new ProcessStartInfo(_program, ["-c", "mosquitto.conf"]) { WorkingDirectory = _folder.FullName })!;
        while (true)
        {
            Assert.False(_process.HasExited, "Mosquitto does not start with the configuration shipped");
            try
            {
                using var client = new TcpClient("127.0.0.1", Port);
                return;
            }
            catch (SocketException)
            {
                Thread.Yield();
            }
        }
    }

    public void Stop()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        Stop();
        _folder.Delete(recursive: true);
    }

    string PathOf(string file) => Path.Combine(_folder.FullName, file);

    void Certify()
    {
        var from = DateTimeOffset.UtcNow.AddDays(-1);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=Venue", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = authority.CreateSelfSigned(from, from.AddDays(30));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(root, from, from.AddDays(29), [1]);
        File.WriteAllText(PathOf("authority.pem"), root.ExportCertificatePem());
        File.WriteAllText(PathOf("broker.pem"), issued.ExportCertificatePem());
        File.WriteAllText(PathOf("broker.key"), key.ExportPkcs8PrivateKeyPem());
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
