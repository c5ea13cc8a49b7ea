using Microsoft.Data.Sqlite;

namespace NetTapi.Storage.Sqlite;

/// <summary>One prepared statement whose parameters are set by position.</summary>
internal sealed class PreparedCommand : IDisposable
{
    private readonly SqliteCommand _command;

    public PreparedCommand(SqliteConnection connection, string text, params string[] parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = text;
        foreach (var parameter in parameters) _command.Parameters.Add(new SqliteParameter(parameter, null));
    }

    /// <summary>Runs it; returns the number of rows changed.</summary>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Set(values);
        return _command.ExecuteNonQuery();
    }

    /// <summary>Runs it; returns the first column of its first row, or null.</summary>
    public object? Read(params ReadOnlySpan<object?> values)
    {
        Set(values);
        return _command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    public void Dispose() => _command.Dispose();

    private void Set(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) _command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }
}
