# Access logs go after 90 days.
resource "aws_cloudwatch_log_group" "access" {
  name              = "visits-access"
  retention_in_days = 90
}
