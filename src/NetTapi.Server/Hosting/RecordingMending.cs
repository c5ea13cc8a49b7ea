using System.Collections.Immutable;
using System.Globalization;
using NetTapi.Media;
using NetTapi.Telephony.Records;

namespace NetTapi.Server.Hosting;

/// <summary>After a crash: makes whole what was being recorded, so that the records of the calls cut short list files that can be played (Q10).</summary>
internal static partial class RecordingMending
{
    /// <summary>Mends the files of calls that a crash left open. Blocks on the disk: not on the loop.</summary>
    /// <param name="open">The calls.</param>
    /// <param name="folder">The folder of the recordings.</param>
    /// <param name="zone">The zone by whose days they are sorted.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="log">Told what was done.</param>
    /// <returns>The calls; files that are not there are listed no more.</returns>
    public static ImmutableArray<CallRecord> Mend(ImmutableArray<CallRecord> open, string folder, TimeZoneInfo zone, DateTimeOffset now, ILogger log)
    {
        var files = open.SelectMany(call => call.OpenStays.SelectMany(stay => stay.RecordingFiles).Concat(FilesOf(call, folder, zone, now))).ToHashSet();
        var missing = files.Where(file => !TryMend(file, log)).ToHashSet();
        if (missing.Count == 0) return open;
        return
        [
            .. open.Select(call => call with
            {
                OpenStays = [.. call.OpenStays.Select(stay => stay with { RecordingFiles = [.. stay.RecordingFiles.Where(file => !missing.Contains(file))] })],
            }),
        ];
    }

    /// <summary>What carries a call's serial in its name, of the days it can have been recorded on: calls within the house have no stays that would list it.</summary>
    private static IEnumerable<string> FilesOf(CallRecord call, string folder, TimeZoneInfo zone, DateTimeOffset now)
    {
        var last = TimeZoneInfo.ConvertTime(now, zone).Date;
        for (var day = TimeZoneInfo.ConvertTime(call.Began, zone).Date; day <= last; day = day.AddDays(1))
        {
            var path = Path.Combine(folder, day.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture));
            if (!Directory.Exists(path)) continue;
            foreach (var file in Directory.EnumerateFiles(path, $"{call.Serial}-*.wav")) yield return file;
        }
    }

    private static bool TryMend(string file, ILogger log)
    {
        try
        {
            var done = RecordingRepair.Mend(file);
            if (done != RecordingMend.Whole) WriteMended(log, file, done);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            WriteLost(log, file, fault.Message);
            return fault is InvalidDataException;
        }
    }

    [LoggerMessage(1307, LogLevel.Warning, "The recording {File} was being made when the server stopped: {Done}.")]
    private static partial void WriteMended(ILogger log, string file, RecordingMend done);

    [LoggerMessage(1308, LogLevel.Error, "The recording {File} can't be mended: {Fault}")]
    private static partial void WriteLost(ILogger log, string file, string fault);
}
