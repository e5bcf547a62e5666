using System.Security.Cryptography;
using Pedestal.Capture.Store;
using Pedestal.ConsoleTool.Link;
using Pedestal.Protocol;

namespace Pedestal.Capture.Link;

/// <summary>A pedestal in capture mode at the other end of its console.</summary>
sealed class RecordingPedestal(DeviceSession device, DeviceKey key)
{
    /// <summary>Waits until somebody holds a palm there, and takes its capture. Each has a session of its own.</summary>
    /// <exception cref="ConsoleTool.ConsoleException">The pedestal refused, the connection was lost, or the capture is not authentic.</exception>
    public async Task<CapturedPalm> RecordAsync(CancellationToken cancellation)
    {
        var session = RandomNumberGenerator.GetBytes(sizeof(ulong));
        var reply = await device.RunAsync($"record {Convert.ToHexStringLower(session)}", null, cancellation);
        return SealedCapture.Open([.. reply.Stages.Select(stage => stage.Data)], Bytes.GetUInt64(session, 0), key);
    }

    /// <summary>Begins service mode.</summary>
    public async Task BeginAsync(string code, CancellationToken cancellation)
    {
        await device.StartAsync(cancellation);
        await device.RunAsync($"service {code}", null, cancellation);
    }

    /// <summary>Ends it.</summary>
    public Task EndAsync() => device.RunAsync("service off", null, CancellationToken.None);
}
