using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pedestal.Messaging;

namespace Pedestal.Venue.Tests;

/// <summary>Mosquitto on a free port with the configuration that "venue certificates" writes: TLS, accounts, topic rights.</summary>
sealed class Mosquitto : IDisposable
{
    static readonly string[] Programs = ["/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto"];

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mosquitto-");
    readonly string _program;
    Process? _process;

    public Mosquitto(params string[] pedestals)
        : this([], _ => DeviceRoles.Entry, pedestals)
    {
    }

    /// <summary>With the keys and accounts of several matchers.</summary>
    public Mosquitto(string[] matchers, Func<string, DeviceRoles> roles, params string[] pedestals)
    {
        _program = Programs.FirstOrDefault(File.Exists) ?? "";
        Assert.SkipWhen(_program.Length == 0, "Mosquitto is not installed (Debian: apt-get install mosquitto)");
        foreach (var pedestal in pedestals)
        {
            Provisioning.Provision("demo", pedestal, _folder.FullName, roles(pedestal));
        }

        foreach (var matcher in matchers)
        {
            Provisioning.AddMatcher("demo", matcher, _folder.FullName);
        }

        Told = new BrokerFolder(_folder.FullName, ["127.0.0.1", "localhost"], Port, PathOf(Provisioning.MatcherFile), ["wall"])
            .Write(DateTimeOffset.UtcNow);
        PutFormerAuthorityFirst();
        File.WriteAllText(PathOf("mosquitto.conf"), File.ReadAllText(PathOf("mosquitto.conf"))
            .Replace($"listener {Port}", $"listener {Port} 127.0.0.1", StringComparison.Ordinal)

            // Started as root, it would switch to a user who cannot read this folder.
            + (Environment.IsPrivilegedProcess ? "user root\n" : "") + "log_dest none\n");
        Start();
    }

    /// <summary>What the command that wrote the folder printed.</summary>
    public IReadOnlyList<string> Told { get; }

    public int Port { get; } = FreePort.Next();

    /// <summary>A service's key file.</summary>
    public string KeyFile(string file) => PathOf(file);

    /// <summary>The operator's keys.</summary>
    public string FleetKeys => PathOf(Provisioning.FleetFile);

    public BrokerLogin LoginOf(string account)
    {
        var file = PathOf(account + ".password");
        if (!File.Exists(file))
        {
            File.WriteAllText(file, KeysOf(account).Broker + "\n");
        }

        return new BrokerLogin { Username = account, PasswordFile = file, Tls = true, AuthorityFile = PathOf("authority.pem") };
    }

    /// <summary>The settings by which pedestals reach it, by name.</summary>
    public Dictionary<string, string> Settings => File.ReadLines(PathOf("pedestal.settings.txt"))
        .Where(line => !line.StartsWith('#') && line.Contains('=', StringComparison.Ordinal))
        .Select(line => line.Split('=', 2)).ToDictionary(words => words[0], words => words[1]);

    /// <summary>The provisioned keys, with the password of the account.</summary>
    public DeviceKeys KeysOf(string pedestal) => DeviceKeys.Load(PathOf(pedestal + ".keys.json"));

    /// <summary>Starts it and waits until it listens.</summary>
    public void Start()
    {
        _process = Process.Start(
            new ProcessStartInfo(_program, ["-c", "mosquitto.conf"]) { WorkingDirectory = _folder.FullName })!;
        for (var start = Stopwatch.GetTimestamp();;)
        {
            Assert.False(_process.HasExited, "Mosquitto does not start with the configuration shipped");
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(1), "Mosquitto does not listen");
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

    // As at a venue whose authority has changed: the previous one is still in the file.
    void PutFormerAuthorityFirst()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Former", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var former = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(30));
        var file = PathOf("authority.pem");
        File.WriteAllText(file, $"{former.ExportCertificatePem()}\n# Venue\n{File.ReadAllText(file)}");
    }
}
