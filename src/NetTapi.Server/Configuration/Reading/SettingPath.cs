using System.Globalization;

namespace NetTapi.Server.Configuration.Reading;

/// <summary>Key paths as faults name them: <c>Directory:Users:0:Uid</c>.</summary>
internal static class SettingPath
{
    /// <summary>A key of a section.</summary>
    public static string Under(string path, string key) => path.Length == 0 ? key : $"{path}:{key}";

    /// <summary>An item of a list.</summary>
    public static string Under(string path, int index) => Under(path, index.ToString(CultureInfo.InvariantCulture));
}
