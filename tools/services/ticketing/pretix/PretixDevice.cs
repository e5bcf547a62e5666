using System.Text.Json;
using Pedestal.Messaging;

namespace Pedestal.Ticketing;

/// <summary>This venue as a device of pretix: what a device has once it is initialised.</summary>
/// <param name="Url">The address of pretix.</param>
/// <param name="Organizer">The organizer's short form.</param>
/// <param name="DeviceId">The device's number within the organizer, which its check-ins name.</param>
/// <param name="UniqueSerial">The device's serial number.</param>
/// <param name="ApiToken">The key that is sent with every request.</param>
/// <param name="Name">The device's name, as the organizer gave it.</param>
sealed record PretixDevice(string Url, string Organizer, long DeviceId, string UniqueSerial, string ApiToken, string Name)
{
    const int LargestFile = 16 * 1024;

    /// <summary>The address of pretix.</summary>
    internal Uri Address => PretixInvitation.AddressOf(Url);

    /// <summary>Writes it to a new file, readable only by its owner; false if the file exists.</summary>
    internal bool Create(string file) => SecretFile.Create(file, JsonSerializer.SerializeToUtf8Bytes(this, PretixJson.Options));

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidOperationException">It cannot be used; the message never quotes it.</exception>
    internal static PretixDevice Load(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<PretixDevice>(TextFile.Read(file, LargestFile), PretixJson.Options) is
                { Url: not null, Organizer: not null, ApiToken.Length: > 0 } device && device.Address.IsAbsoluteUri
                ? device
                : throw new InvalidOperationException($"{file} is not the file that \"pretix connect\" wrote. Connect again.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidOperationException(
                $"There is no {file}: this venue is not connected to pretix. Run \"pretix connect\" with the text of the QR code that "
                + "pretix shows for a new device.", e);
        }
        catch (JsonException e)
        {
            throw new InvalidOperationException($"{file} is not the file that \"pretix connect\" wrote. Connect again.", e);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The key of pretix, {file}, cannot be read: {e.Message}", e);
        }
    }
}
