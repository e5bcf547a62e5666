using System.Reflection;

namespace Pedestal.Storage.Tests;

/// <summary>What every command and setting accepts as the address of a database.</summary>
public sealed class DatabaseAddressTests
{
    const string Secret = "geheim7";

    [Theory]
    [InlineData("postgress://user:geheim7@host/db")]
    [InlineData("mysql://user:geheim7@host/db")]
    [InlineData("jdbc:postgresql://host/db?user=u&password=geheim7")]
    [InlineData("sqlite:///identity.db")]
    [InlineData("file:identity.db?password=geheim7")]
    [InlineData("Host=db;Database=identity;Username=u;Password=geheim7")]
    [InlineData("Data Source=identity.db;Password=geheim7")]
    [InlineData("password=geheim7 host=db")]
    [InlineData("user:geheim7@host/db")]
    [InlineData("//user:geheim7@host/db")]
    [InlineData(" ftp://user:geheim7@host/db")]
    [InlineData("\"postgres://user:geheim7@host/db\"")]
    [InlineData(":memory:")]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\0b")]
    [InlineData("postgresql://user:geheim7@a,b/db")]
    [InlineData("postgres://user:geheim7@host:port/db")]
    [InlineData("postgresql://user:geheim7@host/db?sslmode=geheim7")]
    [InlineData("postgresql://user:geheim7@host/db?geheim7=1")]
    [InlineData("postgresql:Host=db;Password=a;geheim7=b")]
    [InlineData("postgresql:Host=db;Port=geheim7")]
    [InlineData("postgresql:Username=u;Password=geheim7")]
    [InlineData("postgresql:")]
    public void Neither_a_path_nor_a_known_address_is_refused_without_showing_a_secret(string source)
    {
        var error = Assert.Throws<StorageException>(() => Database.Open(source, Component));
        Assert.Equal(StorageError.BadAddress, error.Error);
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("postgresql", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("postgres://u:geheim7@127.0.0.1:1/palms")]
    [InlineData("postgresql://u:geheim7%40@127.0.0.1:1/palms?connect_timeout=1&application_name=matcher")]
    [InlineData("POSTGRESQL:Host=127.0.0.1;Port=1;Database=palms;Username=u;Password=geheim7")]
    public void A_server_address_is_tried_and_reported_without_its_secret(string source)
    {
        var error = Assert.Throws<StorageException>(() => Database.Open(source, Component));
        Assert.Equal(StorageError.Unreachable, error.Error);
        Assert.Contains("palms at 127.0.0.1", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, error.Message, StringComparison.Ordinal);
        Assert.True(Database.IsServer(source));
    }

    [Theory]
    [InlineData("identity.db")]
    [InlineData("a folder/über=alles.db")]
    [InlineData("C:\\data\\identity.db")]
    [InlineData("/var/lib/pedestal@venue/identity.db")]
    public void A_path_is_a_path(string source) => Assert.False(Database.IsServer(source));

    static Component Component => new("counter", Assembly.GetExecutingAssembly());
}
