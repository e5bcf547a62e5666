namespace Pedestal.Bench;

/// <summary>The search among everybody enrolled, in one process and in shards.</summary>
/// <param name="Persons">Persons enrolled.</param>
/// <param name="Templates">Their templates.</param>
/// <param name="OneProcess">One process with all palms.</param>
/// <param name="Shards">A process for each shard.</param>
/// <param name="Machine">The machine they ran on.</param>
sealed record ShardReport(int Persons, int Templates, ShardFigures OneProcess, ShardFigures Shards, MachineClass Machine)
{
    /// <summary>Writes the figures.</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine($"{Machine.Processor}; {Machine.Cores} cores; {Machine.Vectors}; {Machine.Runtime}");
        output.WriteLine($"{Persons} persons, {Templates} templates");
        Line("one process", OneProcess);
        Line($"{Shards.PeakBytes.Count} shards", Shards);

        void Line(string name, ShardFigures figures)
        {
            output.WriteLine($"{name}: {string.Join(", ", figures.PeakBytes.Select(bytes => $"{bytes / 1e9:F2}"))} GB at most, "
                + $"loaded in {figures.LoadSeconds:F0} s; "
                + $"{figures.Searches.BytesPerSearch:F0} bytes a search");
            foreach (var (who, searches) in new[] { ("enrolled", figures.Searches.Known), ("strangers", figures.Searches.Strangers) })
            {
                output.WriteLine($"  {who}: p50 {searches.P50Ms:F0} ms, p99 {searches.P99Ms:F0} ms; {searches.Searches} searches, "
                    + $"{searches.Found} found somebody, {searches.Right} the right palm");
            }
        }
    }
}

/// <summary>One way to hold everybody's palms.</summary>
/// <param name="PeakBytes">The most memory that each process had in use.</param>
/// <param name="LoadSeconds">From the start of the processes until everybody was loaded.</param>
/// <param name="Searches">The searches, by the first process.</param>
sealed record ShardFigures(IReadOnlyList<long> PeakBytes, double LoadSeconds, ShardSearches Searches);

/// <summary>Searches by one process.</summary>
/// <param name="Known">For persons who are enrolled.</param>
/// <param name="Strangers">For strangers.</param>
/// <param name="BytesPerSearch">What it sent to other nodes and received from them meanwhile, before TLS.</param>
sealed record ShardSearches(SearchFigures Known, SearchFigures Strangers, double BytesPerSearch);
