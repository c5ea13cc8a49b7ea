using System.Collections.Immutable;

namespace NetTapi.Media;

/// <summary>How long recordings are kept, and how many: a rule without a disk.</summary>
/// <param name="MaxAge">The age from which one goes; null for any.</param>
/// <param name="MaxBytes">What all together may have; the oldest go until they do. Null for any.</param>
public sealed record RecordingRetention(TimeSpan? MaxAge = null, long? MaxBytes = null)
{
    /// <summary>Which of the files go, oldest first. Those in use count and stay.</summary>
    /// <param name="files">All there are.</param>
    /// <param name="now">The present instant.</param>
    public ImmutableArray<StoredRecording> Choose(IEnumerable<StoredRecording> files, DateTimeOffset now)
    {
        var all = files.OrderBy(file => file.Written).ThenBy(file => file.Path, StringComparer.Ordinal).ToArray();
        var total = all.Sum(file => file.Bytes);
        var chosen = ImmutableArray.CreateBuilder<StoredRecording>();
        foreach (var file in all)
        {
            var isOld = MaxAge is { } age && now - file.Written >= age;
            if (file.IsInUse || (!isOld && !(MaxBytes is { } bytes && total > bytes))) continue;
            chosen.Add(file);
            total -= file.Bytes;
        }

        return chosen.ToImmutable();
    }
}

/// <summary>One recording on the disk.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Written">When it was last written to.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="IsInUse">Whether it is still being made, or must stay for another reason.</param>
public readonly record struct StoredRecording(string Path, DateTimeOffset Written, long Bytes, bool IsInUse = false);
