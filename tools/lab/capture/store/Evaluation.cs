using System.Text.Json;

namespace Pedestal.Capture.Store;

/// <summary>What is known of an evaluation without its key.</summary>
/// <param name="KeepDays">Days after which a person's pictures are erased.</param>
/// <param name="Key">Recognises its key.</param>
sealed record Evaluation(int KeepDays, string Key)
{
    public const string File = "evaluation.json";

    /// <exception cref="InvalidDataException">The folder is no evaluation's.</exception>
    public static Evaluation Load(DirectoryInfo folder)
    {
        try
        {
            if (JsonSerializer.Deserialize<Evaluation>(System.IO.File.ReadAllBytes(Path.Combine(folder.FullName, File)), StoreFile.Json)
                is { KeepDays: > 0, Key: not null } evaluation)
            {
                return evaluation;
            }
        }
        catch (Exception e) when (e is JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            // Reported below.
        }

        throw new InvalidDataException($"{folder} is not the folder of an evaluation; \"capture new\" makes one.");
    }
}
