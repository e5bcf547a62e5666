using System.Security.Cryptography;
using System.Text.Json;

namespace Pedestal.Capture.Store;

/// <summary>
/// The folder of an evaluation: a folder for each person with the agreement and the sealed captures. Whoever opens it erases first what is
/// past its date.
/// </summary>
public sealed class EvaluationStore
{
    const string ConsentFile = "consent.json";
    readonly DirectoryInfo _folder;
    readonly TimeProvider _time;
    readonly Evaluation _evaluation;
    readonly Journal _journal;

    EvaluationStore(DirectoryInfo folder, TimeProvider time, Evaluation evaluation)
    {
        (_folder, _time, _evaluation) = (folder, time, evaluation);
        _journal = new Journal(Path.Combine(folder.FullName, "journal.jsonl"), time);
    }

    /// <summary>The text that people agree to.</summary>
    public ConsentText Text => new(File.ReadAllText(Path.Combine(_folder.FullName, "consent.txt")));

    /// <summary>The people in it, by pseudonym.</summary>
    public IReadOnlyList<string> Subjects =>
        [.. _folder.EnumerateDirectories().Select(folder => folder.Name).Where(CaptureLabel.IsSubject).Order(StringComparer.Ordinal)];

    /// <summary>The day on which the pictures of a person who agrees today are erased.</summary>
    public DateOnly NextEraseOn => Today.AddDays(_evaluation.KeepDays);

    DateOnly Today => DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);

    /// <summary>Makes a store and the file of its keys.</summary>
    /// <exception cref="InvalidDataException">The folder has files already, or the keys would be inside it.</exception>
    /// <exception cref="IOException">The disk refuses, or there is a file of keys with that name.</exception>
    public static EvaluationKey Create(DirectoryInfo folder, FileInfo keyFile, ConsentText text, int keepDays)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(keyFile);
        ArgumentNullException.ThrowIfNull(text);
        if (Path.GetFullPath(keyFile.FullName).StartsWith(Path.GetFullPath(folder.FullName) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{keyFile} is inside {folder}: whoever copies the pictures would have their key. Choose another place.");
        }

        if (folder.Exists && folder.EnumerateFileSystemInfos().Any())
        {
            throw new InvalidDataException($"{folder} is not empty. Choose a new folder for an evaluation.");
        }

        MakeFolder(folder.FullName);
        var key = EvaluationKey.Create(keyFile);
        StoreFile.Write(Path.Combine(folder.FullName, "consent.txt"), System.Text.Encoding.UTF8.GetBytes(text.Text));
        StoreFile.Write(Path.Combine(folder.FullName, Evaluation.File),
            JsonSerializer.SerializeToUtf8Bytes(new Evaluation(keepDays, key.Mark), StoreFile.Json));
        return key;
    }

    /// <summary>Opens a store and erases what is past its date.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static EvaluationStore Open(DirectoryInfo folder, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var store = new EvaluationStore(folder, time, Evaluation.Load(folder));
        store.EraseExpired();
        return store;
    }

    /// <summary>A person's agreement; null if there is none.</summary>
    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    public Consent? ConsentOf(string subject)
    {
        var file = Path.Combine(FolderOf(subject), ConsentFile);
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<Consent>(File.ReadAllBytes(file), StoreFile.Json) is { Key: not null } consent
                && consent.Subject == subject ? consent : throw Damaged(file);
        }
        catch (JsonException)
        {
            throw Damaged(file);
        }
    }

    /// <summary>Records that a person has agreed now, to the present text.</summary>
    public Consent Agree(string subject, EvaluationKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        CheckKey(key);
        var text = Text;
        var consent = new Consent(subject, text.Version, text.Digest, _time.GetUtcNow(), NextEraseOn, []);
        consent = consent with
        {
            Key = SealedBytes.Seal(key.Store, consent.Purpose, RandomNumberGenerator.GetBytes(SealedBytes.KeyLength)),
        };
        MakeFolder(FolderOf(subject));
        StoreFile.Write(Path.Combine(FolderOf(subject), ConsentFile), JsonSerializer.SerializeToUtf8Bytes(consent, StoreFile.Json));
        _journal.Add("agreed", subject, $"{consent.Version}, SHA-256 {consent.Digest}, erased on {consent.EraseOn:yyyy-MM-dd}");
        return consent;
    }

    /// <summary>The captures of a person, in order.</summary>
    public IReadOnlyList<CaptureLabel> CapturesOf(string subject) =>
    [
        .. (Directory.Exists(FolderOf(subject)) ? Directory.EnumerateFiles(FolderOf(subject)) : [])
            .Select(file => CaptureLabel.Of(subject, Path.GetFileName(file))).OfType<CaptureLabel>()
            .OrderBy(label => label.Hand).ThenBy(label => label.Session).ThenBy(label => label.Presentation),
    ];

    /// <summary>Stores a capture; all of it or nothing.</summary>
    /// <exception cref="InvalidDataException">The person has not agreed, or this is another evaluation's key.</exception>
    /// <exception cref="IOException">The disk refuses.</exception>
    public void Add(CaptureLabel label, CapturedPalm palm, EvaluationKey key)
    {
        ArgumentNullException.ThrowIfNull(label);
        ArgumentNullException.ThrowIfNull(palm);
        var secret = KeyOf(label.Subject, key);
        StoreFile.Write(Path.Combine(FolderOf(label.Subject), label.FileName), SealedBytes.Seal(secret, label.Path, palm.ToBytes()));
    }

    /// <summary>Reads a capture.</summary>
    /// <exception cref="InvalidDataException">It was altered or moved, its person has not agreed, or this is another evaluation's key.</exception>
    /// <exception cref="IOException">The disk refuses.</exception>
    public CapturedPalm Read(CaptureLabel label, EvaluationKey key)
    {
        ArgumentNullException.ThrowIfNull(label);
        var file = Path.Combine(FolderOf(label.Subject), label.FileName);
        return SealedBytes.Open(KeyOf(label.Subject, key), label.Path, File.ReadAllBytes(file)) is { } bytes && CapturedPalm.Of(bytes) is { } palm
            ? palm
            : throw new InvalidDataException($"{file} was altered, moved or copied here: it is not the capture that was stored. Remove it.");
    }

    /// <summary>Erases all of a person's pictures at once; false if there is no such person.</summary>
    public bool Withdraw(string subject) => Erase(subject, "withdrawn");

    void EraseExpired()
    {
        foreach (var subject in Subjects)
        {
            if (!File.Exists(Path.Combine(FolderOf(subject), ConsentFile)))
            {
                Erase(subject, "an erasure was interrupted");
            }
            else if (IsExpired(subject))
            {
                Erase(subject, "its date was reached");
            }
        }
    }

    /// <summary>What has no readable date cannot be read either, and is told when somebody tries; nothing else waits for that.</summary>
    bool IsExpired(string subject)
    {
        try
        {
            return ConsentOf(subject)!.EraseOn <= Today;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>First the agreement, which has the key: from then on nothing can be read, here or in a copy without it.</summary>
    bool Erase(string subject, string why)
    {
        var folder = FolderOf(subject);
        if (!CaptureLabel.IsSubject(subject) || !Directory.Exists(folder))
        {
            return false;
        }

        var captures = CapturesOf(subject).Count;
        foreach (var file in Directory.EnumerateFiles(folder).OrderBy(file => Path.GetFileName(file) != ConsentFile))
        {
            StoreFile.Erase(file);
        }

        Directory.Delete(folder, recursive: true);
        _journal.Add("erased", subject, $"{captures} captures: {why}");
        return true;
    }

    byte[] KeyOf(string subject, EvaluationKey key)
    {
        CheckKey(key);
        var consent = ConsentOf(subject) ?? throw new InvalidDataException($"{subject} has not agreed: no picture of this person may be here.");
        return SealedBytes.Open(key.Store, consent.Purpose, consent.Key)
            ?? throw Damaged(Path.Combine(FolderOf(subject), ConsentFile));
    }

    void CheckKey(EvaluationKey key)
    {
        if (key.Mark != _evaluation.Key)
        {
            throw new InvalidDataException($"The key is not that of the evaluation in {_folder}. Use the one that \"capture new\" wrote for it.");
        }
    }

    string FolderOf(string subject) => Path.Combine(_folder.FullName, subject);

    static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    static InvalidDataException Damaged(string file) =>
        new($"{file} was altered. Restore it from its backup, or erase this person's pictures with \"capture withdraw\".");
}
