using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Pedestal.Messaging;
using Pedestal.Outage.History;
using Pedestal.Outage.World;
using Pedestal.Protocol;

namespace Pedestal.Outage.Traffic;

/// <summary>Asks a matcher over HTTP for deletions and withdrawals, and the other one if it does not answer; and whether they are ready.</summary>
sealed class Office : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    readonly HttpClient _http = new() { Timeout = Patience };
    readonly Action<Asked> _record;
    int _next;

    /// <summary>An office with the administrators' key.</summary>
    public Office(string key, Action<Asked> record)
    {
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        _record = record;
    }

    /// <summary>Deletes a person, or withdraws ticketing's consent, until that is acknowledged.</summary>
    public async Task<bool> EndAsync(string account, string digest, bool isWithdrawal, CancellationToken stop)
    {
        var begin = Clock.Now;
        var isDone = false;
        try
        {
            while (!(isDone = await PostAsync(isWithdrawal ? "/v1/withdrawals" : "/v1/deletions", digest, stop)))
            {
                await Task.Delay(Pause, stop);
            }
        }
        finally
        {
            _record(new Asked(Asked.Office, isWithdrawal ? Purpose.Withdraw : Purpose.Delete, account, begin, Clock.Now,
                !isDone ? null : isWithdrawal ? Decision.Noted : Decision.Deleted, Code: isWithdrawal ? PartyNames.Default : ""));
        }

        return isDone;
    }

    /// <summary>Whether every matcher says that it is ready.</summary>
    public async Task<bool> AreReadyAsync() => Array.TrueForAll(await Task.WhenAll(Site.Offices.Select(IsReadyAsync)), isReady => isReady);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    async Task<bool> IsReadyAsync(Uri matcher)
    {
        try
        {
            using var reply = await _http.GetAsync(new Uri(matcher, "/readyz"));
            return reply.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    async Task<bool> PostAsync(string path, string digest, CancellationToken stop)
    {
        try
        {
            using var reply = await _http.PostAsJsonAsync(new Uri(Site.Offices[_next++ % Site.Offices.Count], path), new { tokenDigest = digest }, stop);
            return reply.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            return false;
        }
    }
}
