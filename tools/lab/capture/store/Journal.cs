using System.Text.Json;

namespace Pedestal.Capture.Store;

/// <summary>Who agreed to what and what was erased when, in lines that outlive the pictures.</summary>
sealed class Journal(string path, TimeProvider time)
{
    static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public void Add(string what, string subject, FormattableString detail) =>
        StoreFile.Append(path, JsonSerializer.SerializeToUtf8Bytes(
            new Line(time.GetUtcNow(), what, subject, FormattableString.Invariant(detail)), Json));

    sealed record Line(DateTimeOffset At, string What, string Subject, string Detail);
}
