using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pedestal.Hal.Host;
using Pedestal.Identity;
using Pedestal.Messaging;
using Pedestal.Pictures;
using Pedestal.Storage;
using Pedestal.Ticketing;
using SkiaSharp;
using static Pedestal.Fuzz.FuzzTarget;

namespace Pedestal.Fuzz;

/// <summary>Parsers for files that people provide: keys, certificates, lists of tickets, pictures.</summary>
static class FileTargets
{
    const string Key = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    static readonly string[] Json = ["{", "}", "[", "]", "\"", ":", ",", "null", "true", "1e999", "\\ud800", "\"venue\"", "\"keys\"", "\"roles\""];

    internal static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("key-ring", bytes => FromFile(bytes, KeyRing.Load),
            [Targets.Bytes($$$"""{"venue":"demo","keys":{"gate-1":"{{{Key}}}"},"roles":{"gate-1":["entry"]},"before":{"gate-1":[]}}""")],
            typeof(KeyFileException))
        {
            Words = Json,
        },
        new("device-keys", bytes => FromFile(bytes, DeviceKeys.Load),
            [Targets.Bytes($$"""{"venue":"demo","device":"gate-1","match":"{{Key}}","ticket":"{{Key}}","fleet":"{{Key}}"}""")],
            typeof(KeyFileException))
        {
            Words = Json,
        },
        new("broker-accounts", bytes => FromFile(bytes, BrokerAccounts.Load), [Targets.Bytes(Accounts())], typeof(KeyFileException))
        {
            Words = ["# venue demo\n", "gate-1:", "$7$", "$101$", "\n", "fleet@", "#"],
        },
        new("store-key", bytes => FromFile(bytes, StoreKey.Load), [Targets.Bytes(Key[..64])], typeof(PalmStoreException)),
        new("audit-keys", bytes => FromFile(bytes, AuditKeys.Load), [Targets.Bytes($"1 {Key[..64]}\n7 {Key[..64]}\n")],
            typeof(InvalidOperationException)),
        new("code-key", bytes => FromFile(bytes, RotatingCodes.LoadOrCreate), [new byte[RotatingCodes.KeyLength]],
            typeof(InvalidOperationException)),
        new("authorities", bytes => AuthorityFile.Parse(bytes), [Certificate(), Targets.Bytes(Pem())], typeof(InvalidDataException))
        {
            Words = ["-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----", "\n", "="],
        },
        new("ticket-list", List,
            [
                Targets.Bytes("code,account,event,status,kind\nT-1,ann,tonight,valid,static\n=\"007\",bob,tonight,cancelled,rotating\n"),
                Targets.Bytes("sep=;\r\ncode;account;event\r\n\"a\"\"b\";x;y\r\n"), [0xFF, 0xFE, (byte)'c', 0, (byte)'o', 0],
            ])
        {
            Words = ["\"", ",", ";", "\t", "|", "\r\n", "sep=", "=\"", "rotating", "\u00A0", "\uFEFF", "R1:", "]Q3", "1,23E+15"],
        },
        new("picture", Picture,
            [
                Targets.Bytes("P5\n# grey\n4 2\n255\nABCDEFGH"), Targets.Bytes("P5 2 1 65535 ABCD"),
                Encoded(SKEncodedImageFormat.Png), Encoded(SKEncodedImageFormat.Jpeg), Turned(),
            ],
            typeof(InvalidDataException))
        {
            Words = ["P5", "\n", "#", "65535", "99999", "IHDR", "IDAT", "IEND", "Exif\0\0", "II*\0", "MM\0*"],
        },
    ];

    /// <summary>A certificate in DER.</summary>
    internal static byte[] Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(90));
        return certificate.RawData;
    }

    static string Accounts()
    {
        var accounts = new BrokerAccounts("demo");
        accounts.Renew("gate-1");
        return accounts.ToString();
    }

    static string Pem() => new(PemEncoding.Write("CERTIFICATE", Certificate()));

    static void List(byte[] bytes)
    {
        foreach (var row in TicketList.Read(bytes, "list.csv").Rows)
        {
            Promise(CodeRule.RefusalOf(row.Code, row.Rotating) is null && CodeRule.Normalise(row.Code) == row.Code, "a code that no scan finds");
            Promise(NameRule.RefusalOf(row.Event) is null && NameRule.RefusalOf(row.Account) is null, "a name that is not allowed");
        }
    }

    static void Picture(byte[] bytes)
    {
        var picture = PictureFile.Decode(bytes);
        Promise(picture.Pixels.Length == (long)picture.Width * picture.Height, "a picture whose size differs from its header");
    }

    static byte[] Encoded(SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(8, 6);
        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }

    // Rotated by its EXIF data.
    static byte[] Turned()
    {
        var jpeg = Encoded(SKEncodedImageFormat.Jpeg);
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0,
        ];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    static void FromFile<T>(byte[] bytes, Func<string, T> load)
    {
        var file = Path.Combine(Path.GetTempPath(), $"fuzz-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}");
        try
        {
            File.WriteAllBytes(file, bytes);
            load(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
