using System.Collections;
using System.Globalization;

namespace Pedestal.Messaging;

/// <summary>
/// The device and request id that every log line about a request carries, as text and as the fields <c>Device</c> and
/// <c>RequestId</c> for structured logs. The id is written as the pedestal writes it: 16 hexadecimal digits.
/// </summary>
sealed class RequestScope(string device, ulong requestId) : IReadOnlyList<KeyValuePair<string, object?>>
{
    readonly string _id = requestId.ToString("x16", CultureInfo.InvariantCulture);

    public int Count => 2;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("Device", device),
        1 => new("RequestId", _id),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        yield return this[0];
        yield return this[1];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"{device} {_id}";
}
